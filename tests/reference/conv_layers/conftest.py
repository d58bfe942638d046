"""Parts of the homework that several tests use."""

import pytest


@pytest.fixture
def mlp(conv_layers):
    return conv_layers("lib.mlp.layer_utils")


@pytest.fixture
def optim(conv_layers):
    return conv_layers("lib.optim")


@pytest.fixture
def dense_model(conv_layers):
    """Builds a Module of the given layers."""
    fully_conn = conv_layers("lib.mlp.fully_conn")

    def build(*layers):
        model = fully_conn.Module()
        model.net = fully_conn.sequential(*layers)
        return model

    return build
