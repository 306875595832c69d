"""Makes reference.json: small maps and what numpy, scipy, scikit-image and scikit-learn say of them.

Needs Debian's python3-numpy, python3-scipy, python3-skimage and python3-sklearn. Run in this folder:
    python3 make_reference.py
The metrics without a library are written here straight from their definitions, and in another way than
in Engram: brute force over thresholds for AUC-Judd, whole-array arithmetic for the others.
"""
import json
import sys

import numpy as np
import scipy
import scipy.stats
import skimage
import sklearn
from skimage.metrics import structural_similarity
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LinearRegression
from sklearn.metrics import mean_absolute_error, mean_squared_error, roc_auc_score

HEIGHT, WIDTH = 16, 20
EPSILON = 2.0**-52
random = np.random.default_rng(20)


def rounded(values):
    """What the file will hold, as the 32-bit floats that Engram computes with."""
    return np.round(values, 4).astype(np.float32)


def blob(x, y, size):
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    return np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * size**2))


def rectangles(count):
    plane = np.zeros((HEIGHT, WIDTH))
    for _ in range(count):
        top, left = random.integers(0, HEIGHT - 5), random.integers(0, WIDTH - 6)
        plane[top : top + random.integers(3, 6), left : left + random.integers(3, 7)] += 28 / 255
    return np.minimum(plane, 1)


def auc_judd(predicted, marked):
    hits, rest = predicted[marked], predicted[~marked]
    points = [(0.0, 0.0)]
    for threshold in sorted(set(hits.tolist()), reverse=True):
        points.append((np.mean(rest >= threshold), np.mean(hits >= threshold)))
    points.append((1.0, 1.0))
    false, true = np.array(points).T
    return np.trapz(true, false)


def case(name, predicted, actual):
    predicted, actual = rounded(predicted), rounded(actual)
    p, q = predicted.astype(np.float64), actual.astype(np.float64)
    marked = actual >= np.float32(0.5) * actual.max()
    pn = p / p.sum() if p.sum() > 0 else p
    qn = q / q.sum()
    constant = p.std() == 0
    judd = auc_judd(predicted, marked)
    # Between two thresholds the exact curve is a step where Judd has a slope, so they are close only.
    assert abs(judd - roc_auc_score(marked.ravel(), p.ravel())) < 0.06, name
    return {
        "name": name,
        "width": WIDTH,
        "predicted": [float(v) for v in predicted.ravel().astype(str)],
        "actual": [float(v) for v in actual.ravel().astype(str)],
        "marked": int(marked.sum()),
        "expected": {
            "l1": mean_absolute_error(q.ravel(), p.ravel()),
            "mse": mean_squared_error(q.ravel(), p.ravel()),
            "correlation": 0.0 if constant else scipy.stats.pearsonr(p.ravel(), q.ravel())[0],
            "ssim": structural_similarity(
                p, q, gaussian_weights=True, sigma=1.5, use_sample_covariance=False, data_range=1
            ),
            "auc-judd": judd,
            "nss": 0.0 if constant else scipy.stats.zscore(p, axis=None)[marked].mean(),
            "kl": (qn * np.log(EPSILON + qn / (EPSILON + pn))).sum(),
            "similarity": np.minimum(pn, qn).sum(),
        },
    }


def ranks(name, a, b):
    return {
        "name": name,
        "a": [float(v) for v in a],
        "b": [float(v) for v in b],
        "expected": scipy.stats.spearmanr(a, b)[0],
    }


def calibration():
    score = np.round(random.uniform(0.05, 0.4, 40), 3)
    score[5:9] = score[5]
    rate = np.round(np.clip(0.5 + score + random.normal(0, 0.1, 40), 0, 1), 4)
    at = [0.0, 0.1, 0.2, 0.25, 0.33, 0.9]
    isotonic = IsotonicRegression(increasing=True, out_of_bounds="clip").fit(score, rate)
    linear = LinearRegression().fit(score[:, None], rate)
    return {
        "scores": score.tolist(),
        "rates": rate.tolist(),
        "at": at,
        "isotonic": isotonic.predict(at).tolist(),
        "linear": {"intercept": linear.intercept_, "slope": linear.coef_[0]},
    }


smooth = 0.6 * blob(8, 7, 3) + 0.3 * blob(15, 4, 2)
noise = random.uniform(0, 1, (HEIGHT, WIDTH))
scores = random.normal(size=30)
cases = [
    case("smooth prediction of stacked rectangles", smooth, rectangles(6)),
    case("prediction in a few steps, so with ties", np.floor(smooth * 8) / 8, rectangles(5)),
    case("noise", noise, rectangles(4)),
    case("prediction close to the map", np.clip(smooth + 0.1 * noise, 0, 1), smooth),
    case("one faint rectangle", smooth, rectangles(1) / 4),
    case("constant prediction", np.full((HEIGHT, WIDTH), 0.2), rectangles(5)),
    case("black prediction", np.zeros((HEIGHT, WIDTH)), rectangles(5)),
]
quantiles = np.round(random.normal(size=17), 4)
reference = {
    "madeBy": "make_reference.py with numpy %s, scipy %s, scikit-image %s, scikit-learn %s"
    % (np.__version__, scipy.__version__, skimage.__version__, sklearn.__version__),
    "maps": cases,
    "ranks": [
        ranks("without ties", np.round(scores, 4), np.round(scores + random.normal(size=30), 4)),
        ranks("with ties", np.round(scores), np.round(scores + random.normal(size=30))),
        ranks("against each other", np.arange(5), [9, 7, 5, 3, 1]),
    ],
    "quantiles": {
        "values": quantiles.tolist(),
        "parts": [0, 0.025, 0.31, 0.5, 0.975, 1],
        "expected": np.quantile(quantiles, [0, 0.025, 0.31, 0.5, 0.975, 1]).tolist(),
    },
    "calibration": calibration(),
}
json.dump(reference, open("reference.json", "w"), default=float)
sys.stdout.write("%d maps\n" % len(cases))
