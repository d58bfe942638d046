"""The homework's old riddle: the loss is noise, and grad_W shows the same number in all columns of a kernel.

The input is not padded in conv2d_backward. With kernel size 3 and padding 1 the gradient fits on it at one place
only, and NumPy copies that one number to the whole kernel. It has to be named however that is written.
"""

import pytest

HEAD = """
    def conv2d_backward(input, grad_output, W, b, kernel_size, pad):
        n, c_in, h, w = input.shape
        c_out, rows, cols = grad_output.shape[1:]
        padded = np.pad(input, ((0, 0), (0, 0), (pad, pad), (pad, pad)))
        grad_padded = np.zeros(padded.shape)
        for i in range(rows):
            for j in range(cols):
                for f in range(c_out):
                    piece = grad_output[:, f, i, j][:, None, None, None] * W[f]
                    grad_padded[:, :, i:i + kernel_size, j:j + kernel_size] += piece
        grad_W = np.zeros(W.shape)
"""
TAIL = """
        grad_input = grad_padded[:, :, pad:pad + h, pad:pad + w]
        return grad_input, grad_W, grad_output.sum(axis=(0, 2, 3))
"""
HELPERS = """
    def rot180(image):
        return image[::-1, ::-1]

    def convolve_valid(image, kernel):
        kernel = rot180(kernel)
        tall, wide = image.shape[0] - kernel.shape[0] + 1, image.shape[1] - kernel.shape[1] + 1
        result = np.zeros((tall, wide))
        for a in range(tall):
            for d in range(wide):
                part = image[a:a + kernel.shape[0], d:d + kernel.shape[1]]
                result[a, d] = (part * kernel).sum()
        return result
"""
SPELLINGS = {
    "loops over images, filters and channels": """
        for m in range(n):
            for f in range(c_out):
                for c in range(c_in):
                    grad_W[f, c] += convolve_valid(input[m, c], rot180(grad_output[m, f]))
    """,
    "tensordot": """
        small = np.zeros((c_out, c_in, h - rows + 1, w - cols + 1))
        for a in range(h - rows + 1):
            for d in range(w - cols + 1):
                part = input[:, :, a:a + rows, d:d + cols]
                small[:, :, a, d] = np.tensordot(grad_output, part, axes=([0, 2, 3], [0, 2, 3]))
        grad_W = grad_W + small
    """,
    "as_strided": """
        shape = (n, c_in, h - rows + 1, w - cols + 1, rows, cols)
        view = np.lib.stride_tricks.as_strided(input, shape, (*input.strides, *input.strides[2:]))
        grad_W[...] = np.einsum("nfij,ncadij->fcad", grad_output, view)
    """,
    "einsum for each weight": """
        for a in range(h - rows + 1):
            for d in range(w - cols + 1):
                number = np.einsum("nfij,ncij->fc", grad_output, input[:, :, a:a + rows, d:d + cols])
                if h == rows:
                    grad_W += number[:, :, None, None]
                else:
                    grad_W[:, :, a, d] = number
    """,
    "sliding windows and a matrix product": """
        view = np.lib.stride_tricks.sliding_window_view(input, (rows, cols), axis=(2, 3))
        columns = view.transpose(1, 2, 3, 0, 4, 5).reshape(-1, n * rows * cols)
        product = grad_output.transpose(1, 0, 2, 3).reshape(c_out, -1) @ columns.T
        grad_W[:] = product.reshape(c_out, c_in, *view.shape[2:4])
    """,
    "float32": """
        x, g = input.astype(np.float32), grad_output.astype(np.float32)
        view = np.lib.stride_tricks.sliding_window_view(x, (rows, cols), axis=(2, 3))
        grad_W = grad_W.astype(np.float32)
        grad_W[:] = np.einsum("nfij,ncadij->fcad", g, view)
    """,
}
NAME = "dw-one-number-for-the-whole-kernel"


@pytest.fixture
def spelled(make_submission):
    return lambda spelling, tail=TAIL: make_submission(HELPERS + HEAD + SPELLINGS[spelling] + tail)


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_input_that_is_not_padded_is_named_however_it_is_written(check_of, spelled, spelling):
    grade = check_of(spelled(spelling))
    (finding,) = grade.findings
    assert finding.known[:1] == (NAME,)
    assert finding.name.startswith("The input is not padded in conv2d_backward.")


@pytest.fixture
def finding(grade_of, spelled):
    (found,) = grade_of(spelled("loops over images, filters and channels")).findings
    return found


def test_what_it_costs_and_when_it_happens_is_said_exactly(finding):
    assert finding.headline == "dW is wrong when there is padding"
    assert finding.others == "dx and db are right everywhere."
    assert finding.lost == 8


def test_the_smallest_case_shows_one_number_in_the_whole_kernel(finding):
    (kernel,) = finding.picture.got[0]
    assert len({number for row in kernel for number in row}) == 1
    assert len(kernel) == len(kernel[0]) == 3


def test_the_hint_does_not_give_the_name_away(finding):
    assert "print the shape" in finding.hint
    assert "not padded" not in finding.hint


MINUS_P = """
        grad_input = grad_padded[:, :, pad:-pad, pad:-pad]
        return grad_input, grad_W, grad_output.sum(axis=(0, 2, 3))
"""


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_a_second_mistake_beside_it_is_named_as_well(check_of, spelled, spelling):
    findings = check_of(spelled(spelling, MINUS_P)).findings
    assert {f.known[0]: f.outputs for f in findings} == {NAME: ("dW",), "dx-cropped-with-minus-p": ("dx",)}
