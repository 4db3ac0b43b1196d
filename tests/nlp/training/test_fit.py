import numpy as np
import pytest
from scipy.sparse import csr_array
from sklearn.linear_model import LogisticRegression

from nlp.training.fit import fit_logistic

TEXTS, FEATURES, SIGNS = 200, 6, 3
RIDGE = 1e-3


def problem(seed: int) -> tuple[np.ndarray, np.ndarray]:
    numbers = np.random.default_rng(seed)
    features = numbers.normal(size=(TEXTS, FEATURES)).astype(np.float32)
    log_odds = features @ numbers.normal(size=(FEATURES, SIGNS)) + numbers.normal(size=SIGNS)
    return features, numbers.random(size=(TEXTS, SIGNS)) < 1 / (1 + np.exp(-log_odds))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("positive_weight", [1.0, 6.0, np.array([2.0, 5.0, 0.5])])
def test_weights_are_those_of_scikit_learn(seed: int, positive_weight: float | np.ndarray) -> None:
    features, labels = problem(seed)
    weights, constant = fit_logistic(
        csr_array(features), labels, positive_weight=positive_weight, ridge=RIDGE, iterations=500
    )
    for sign, weight in enumerate(np.broadcast_to(positive_weight, SIGNS)):
        oracle = LogisticRegression(
            C=1 / (TEXTS * RIDGE), class_weight={False: 1, True: weight}, tol=1e-8, max_iter=1_000
        )
        oracle.fit(features, labels[:, sign])
        np.testing.assert_allclose(weights[:, sign], oracle.coef_[0], atol=0.01)
        assert constant[sign] == pytest.approx(oracle.intercept_[0], abs=0.01)


def test_a_sign_that_no_text_carries_gets_low_odds() -> None:
    features, labels = problem(0)
    labels[:, 1] = False
    weights, constant = fit_logistic(csr_array(features), labels, positive_weight=6.0, ridge=RIDGE, iterations=200)
    assert (features @ weights[:, 1] + constant[1] < -2).all()


def test_signs_do_not_touch_each_other() -> None:
    features, labels = problem(0)
    together, alone = (
        fit_logistic(csr_array(features), wanted, positive_weight=1.0, ridge=RIDGE, iterations=500)[0][:, :1]
        for wanted in (labels, labels[:, :1])
    )
    np.testing.assert_allclose(together, alone, atol=0.01)


def test_the_same_input_gives_the_same_bits() -> None:
    features, labels = problem(0)
    first, second = (
        fit_logistic(csr_array(features), labels, positive_weight=6.0, ridge=RIDGE, iterations=30) for _ in range(2)
    )
    assert [each.tobytes() for each in first] == [each.tobytes() for each in second]
