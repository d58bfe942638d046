"""Reading what the instructor wrote: rubric, known mistakes, and where a homework's files lie.

Only this part loads pydantic and ruamel.yaml, and only while a key is built: a student's check reads the key.
"""
