"""The solution of conv_layers: equal to reference.nn (which equals torch), and to what the handout prints."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from reference.nn import conv, pool
from reference.nn.shapes import conv_output_shape
from tests.reference.windows_to_try import Windows, every_window

HANDOUT_SCORES = np.array([
    [-13.85107294, -11.52845818, -9.20584342, -6.88322866, -4.5606139],
    [-11.44514171, -10.21200524, -8.97886878, -7.74573231, -6.51259584],
    [-9.03921048, -8.89555231, -8.75189413, -8.60823596, -8.46457778],
    [-6.63327925, -7.57909937, -8.52491949, -9.4707396, -10.41655972],
])  # fmt: skip


@pytest.fixture
def layers(conv_layers):
    return conv_layers("lib.cnn.layer_utils")


@pytest.fixture
def models(conv_layers):
    return conv_layers("lib.cnn.cnn_models")


def _conv_layer(layers, rng, shape):
    layer = layers.ConvLayer2D(shape.channels, shape.kernel, shape.filters, shape.stride, shape.padding)
    layer.params = {name: rng.standard_normal(value.shape) for name, value in layer.params.items()}
    return layer, layer.params[layer.w_name], layer.params[layer.b_name]


@every_window
def test_the_predicted_size_is_the_size_of_the_result(layers, rng, shape):
    layer, *_ = _conv_layer(layers, rng, shape)
    predicted = layer.get_output_size(shape.image)
    assert predicted == list(layer.forward(rng.standard_normal(shape.image)).shape)
    kernel, filters = shape.kernel, shape.filters
    assert tuple(predicted) == conv_output_shape(shape.image, kernel, filters, shape.stride, shape.padding)


@every_window
@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.int64])
def test_the_convolution_agrees_with_the_numerics(layers, rng, shape, dtype):
    layer, w, b = _conv_layer(layers, rng, shape)
    img = (3 * rng.standard_normal(shape.image)).astype(dtype)
    before = img.copy()
    out = layer.forward(img)
    assert_allclose(out, conv.conv_forward(img, w, b, shape.stride, shape.padding), atol=1e-12)
    dprev = rng.standard_normal(out.shape)
    expected = conv.conv_backward(dprev, img, w, shape.stride, shape.padding)
    assert_allclose(layer.backward(dprev), expected.dx, atol=1e-12)
    assert_allclose(layer.grads[layer.w_name], expected.dw, atol=1e-12)
    assert_allclose(layer.grads[layer.b_name], expected.db, atol=1e-12)
    assert np.array_equal(img, before)


@every_window
@pytest.mark.parametrize("values", ["distinct", "tied"])
def test_max_pooling_agrees_with_the_numerics(layers, rng, shape, values):
    layer = layers.MaxPoolingLayer(shape.kernel, shape.stride, "pool")
    img = rng.standard_normal(shape.image) if values == "distinct" else rng.integers(-2, 0, shape.image)
    before = img.copy()
    out = layer.forward(img)
    assert out.dtype == np.float64
    assert_allclose(out, pool.max_pool_forward(img, shape.kernel, shape.stride), atol=0)
    dprev = rng.standard_normal(out.shape)
    expected = pool.max_pool_backward(dprev, img, shape.kernel, shape.stride)
    assert_allclose(layer.backward(dprev), expected, atol=1e-14)
    assert np.array_equal(img, before)


def test_a_layer_starts_with_small_weights_and_no_bias(layers):
    np.random.seed(3)
    layer = layers.ConvLayer2D(3, 5, 40, init_scale=0.5, name="first")
    assert set(layer.params) == set(layer.grads) == {"first_w", "first_b"}
    assert layer.params["first_w"].shape == (5, 5, 3, 40)
    assert layer.params["first_w"].std() == pytest.approx(0.5, rel=0.05)
    assert_allclose(layer.params["first_b"], np.zeros(40))
    pooling = layers.MaxPoolingLayer(2, 2, "pool")
    assert pooling.params == pooling.grads == {}


@pytest.mark.parametrize("shape", [(8, 8, 3), (1, 8, 8, 4)])
def test_images_of_another_kind_are_named(layers, shape):
    with pytest.raises(ValueError, match=r"first: expected images \[N, H, W, 3\], got shape"):
        layers.ConvLayer2D(3, 3, 1, name="first").forward(np.zeros(shape))


def test_the_handouts_output_size(layers):
    layer = layers.ConvLayer2D(3, 4, 16, stride=2, padding=3)
    assert layer.get_output_size([32, 28, 28, 3]) == [32, 16, 16, 16]


def test_the_handouts_convolution(layers):
    layer = layers.ConvLayer2D(1, 5, 2, name="conv_test")
    layer.params["conv_test_w"] = np.linspace(-0.2, 0.2, 50).reshape(5, 5, 1, 2)
    layer.params["conv_test_b"] = np.linspace(-0.3, 0.3, 2)
    out = layer.forward(np.linspace(-0.1, 0.4, 64).reshape(1, 8, 8, 1))
    assert out.shape == (1, 4, 4, 2)
    assert_allclose(out[0, 0, 0], [-0.03874312, 0.57000324], atol=6e-9)
    assert_allclose(out[0, -1, -1], [-0.06060901, 0.59186913], atol=6e-9)


def test_the_handouts_max_pooling(layers):
    out = layers.MaxPoolingLayer(4, 2, "pool").forward(np.linspace(-0.1, 0.4, 64).reshape(1, 8, 8, 1))
    printed = [
        [0.11428571, 0.13015873, 0.14603175],
        [0.24126984, 0.25714286, 0.27301587],
        [0.36825397, 0.38412698, 0.4],
    ]
    assert_allclose(out[0, :, :, 0], printed, atol=6e-9)


def test_the_handouts_backward_passes_meet_differences(conv_layers, layers, rng):
    check = conv_layers("lib.grad_check")
    shape = Windows(3, 8, 8, channels=3, filters=12, kernel=4, stride=2, padding=1)
    layer, w, b = _conv_layer(layers, rng, shape)
    pooling = layers.MaxPoolingLayer(4, 2, "pool")
    img = rng.standard_normal(shape.image)
    for part, arrays in ((layer, (img, w, b)), (pooling, (img,))):
        dprev = rng.standard_normal(part.forward(img).shape)
        gradients = [part.backward(dprev), *part.grads.values()]
        for array, gradient in zip(arrays, gradients, strict=True):
            numeric = check.eval_numerical_gradient_array(lambda _, part=part: part.forward(img), array, dprev)
            assert_allclose(gradient, numeric, atol=1e-8)


def _fill_as_the_handout_does(net):
    conv_layer, dense = net.layers[0], net.layers[-1]
    ends = {conv_layer.w_name: (-0.7, 0.3), conv_layer.b_name: (-0.6, 0.2),
            dense.w_name: (-0.2, 0.2), dense.b_name: (-0.9, 0.1)}  # fmt: skip
    for name, (first, last) in ends.items():
        shape = net.get_params(name).shape
        net.assign(name, np.linspace(first, last, num=int(np.prod(shape))).reshape(shape))


def test_testcnn_gives_the_scores_the_loss_and_the_gradients_of_the_handout(conv_layers, models):
    model, loss = models.TestCNN(), models.cross_entropy()
    check = conv_layers("lib.grad_check")
    _fill_as_the_handout_does(model.net)
    feats = np.linspace(-5.5, 4.5, 4 * 8 * 8 * 3).reshape(4, 8, 8, 3)
    labels = np.array([0, 2, 1, 4])
    assert_allclose(model.forward(feats), HANDOUT_SCORES, atol=6e-9)
    assert loss.forward(model.forward(feats), labels) == pytest.approx(4.560468487996927, abs=1e-13)
    dfeats = model.backward(loss.backward())

    def loss_now(_):
        return loss.forward(model.forward(feats), labels)

    for name, gradient in list(model.net.grads.items()):
        numeric = check.eval_numerical_gradient(loss_now, model.net.get_params(name))
        assert check.rel_error(gradient, numeric) < 1e-6, name
    assert_allclose(dfeats, check.eval_numerical_gradient(loss_now, feats), atol=1e-9)


def test_testcnn_starts_as_the_handout_asks(models):
    drawn = [models.TestCNN(seed=seed).net for seed in range(20)]
    for name in ("conv_w", "fc_w"):
        assert np.std([net.get_params(name) for net in drawn]) == pytest.approx(0.02, rel=0.05)
    assert not any(net.get_params(name).any() for net in drawn for name in ("conv_b", "fc_b"))


def test_the_same_seed_makes_the_same_network(models):
    one, same, other = (models.TestCNN(seed=seed).net.get_params("conv_w") for seed in (1, 1, 2))
    assert np.array_equal(one, same)
    assert not np.array_equal(one, other)


def test_the_network_to_train_keeps_the_handouts_limits_and_starts_undecided(models, rng):
    model = models.SmallConvolutionalNetwork(keep_prob=0.5, seed=4)
    kinds = [type(layer).__name__ for layer in model.net.layers]
    assert kinds.count("ConvLayer2D") <= 2
    assert kinds.count("MaxPoolingLayer") <= 2
    scores = model.forward(rng.standard_normal((6, 32, 32, 3)) / 4, is_training=False)
    assert scores.shape == (6, 10)
    loss = models.cross_entropy()
    assert loss.forward(scores, np.arange(6)) == pytest.approx(np.log(10), rel=0.1)
    assert model.backward(loss.backward()).shape == (6, 32, 32, 3)
