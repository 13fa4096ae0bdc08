"""The variants of the models by other means, for tests/variants_peers.rs: writes tests/peers/variants.json.

    pip install numpy scipy autograd kmedoids scikit-learn
    python tests/peers/variants.py

- K-medoids: the alternating algorithm of the package `kmedoids` (Schubert) from given medoids.
- Online K-means: a plain loop over the points, in an order made by a Python xoshiro256++.
- Mahalanobis distance with ln|Sigma|: numpy.
- Gradient ascent: the gradient by automatic differentiation (autograd) of the log-likelihood itself.
- MAP-EM: scipy's densities and an inverse Wishart prior, whose density scipy also gives.
- Sigma = eps I: scikit-learn's KMeans, which the mixture must become.
"""

import json
from pathlib import Path

import autograd.numpy as anp
import kmedoids
import numpy as np
from autograd import grad
from scipy.special import logsumexp
from scipy.stats import invwishart, multivariate_normal
from sklearn.cluster import KMeans

HERE = Path(__file__).parent


def faithful():
    lines = (HERE.parent / "data" / "faithful.csv").read_text().splitlines()
    assert lines[0] == "eruptions_min,waiting_min"
    x = np.array([[float(cell) for cell in line.split(",")] for line in lines[1:]])
    return (x - x.mean(0)) / x.std(0)


MASK = (1 << 64) - 1


class Rng:
    """xoshiro256++ seeded by SplitMix64, as published by Blackman and Vigna; a stream is mixed into the seed."""

    def __init__(self, seed, stream):
        z = seed ^ (stream * 0xD1342543DE82EF95 & MASK)
        self.s = []
        for _ in range(4):
            z = (z + 0x9E3779B97F4A7C15) & MASK
            x = z
            x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9 & MASK
            x = (x ^ (x >> 27)) * 0x94D049BB133111EB & MASK
            self.s.append(x ^ (x >> 31))

    def next(self):
        def rotl(x, k):
            return ((x << k) | (x >> (64 - k))) & MASK

        s = self.s
        out = (rotl((s[0] + s[3]) & MASK, 23) + s[0]) & MASK
        t = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return out

    def shuffled(self, n):
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self.next() * (i + 1) >> 64
            order[i], order[j] = order[j], order[i]
        return order


def medoids(x):
    start = [0, 1, 2, 3]
    distances = np.sqrt(((x[:, None] - x[None]) ** 2).sum(-1))
    result = kmedoids.alternating(distances, np.array(start, dtype=np.uint64), max_iter=100)
    return {
        "start": start,
        "means": x[result.medoids].tolist(),
        "labels": result.labels.tolist(),
        "loss": result.loss,
    }


def online(x, seed, batch, rate, iterations):
    means = x[[10, 20, 30]].copy()
    start = means.copy()
    seen = np.ones(3)
    order = Rng(seed, 3).shuffled(len(x))
    rows = []
    taken = 0
    for _ in range(iterations):
        for _ in range(batch):
            point = x[order[taken % len(x)]]
            taken += 1
            k = int(np.argmin(((means - point) ** 2).sum(1)))
            seen[k] += 1
            means[k] += (1 / seen[k] if rate is None else rate) * (point - means[k])
        j = ((x[:, None] - means[None]) ** 2).sum(-1).min(1).sum()
        rows.append({"means": means.tolist(), "j": j})
    return {"start": start.tolist(), "seed": seed, "batch": batch, "rate": rate, "iterations": rows}


def with_volume(x, iterations):
    means = x[[10, 20, 30]].copy()
    start = means.copy()
    sigmas = np.repeat(np.cov(x.T, bias=True)[None], 3, 0)
    rows = []
    for _ in range(iterations):
        e = np.empty((len(x), 3))
        for k in range(3):
            diff = x - means[k]
            e[:, k] = np.einsum("ni,ij,nj->n", diff, np.linalg.inv(sigmas[k]), diff) + np.linalg.slogdet(sigmas[k])[1]
        labels = e.argmin(1)
        for k in range(3):
            means[k] = x[labels == k].mean(0)
            sigmas[k] = np.cov(x[labels == k].T, bias=True)
        rows.append({"j": e.min(1).sum(), "labels": labels.tolist(), "means": means.tolist(), "sigmas": sigmas.tolist()})
    return {"start": start.tolist(), "iterations": rows}


def unpacked(theta, kind, k, d):
    """Mixing coefficients, means and Cholesky factors of a flat vector."""
    logits, theta = theta[:k], theta[k:]
    means, theta = anp.reshape(theta[: k * d], (k, d)), theta[k * d :]
    weights = anp.exp(logits) / anp.sum(anp.exp(logits))
    factors = []
    for c in range(k):
        if kind == "identity":
            l = anp.eye(d)
        elif kind == "spherical":
            l = anp.exp(theta[c]) * anp.eye(d)
        elif kind == "diagonal":
            l = anp.diag(anp.exp(theta[c * d : (c + 1) * d]))
        else:
            size = d * (d + 1) // 2
            at = 0 if kind == "tied" else c * size
            # D = 2: ln L11, L21, ln L22; a tied one is drawn once.
            a, b, e = theta[at], theta[at + 1], theta[at + 2]
            l = anp.array([[anp.exp(a), 0.0], [b, anp.exp(e)]])
        factors.append(l)
    return weights, means, factors


def mean_log_likelihood(theta, x, kind, k):
    d = x.shape[1]
    weights, means, factors = unpacked(theta, kind, k, d)
    columns = []
    for c in range(k):
        y = anp.dot(anp.linalg.inv(factors[c]), (x - means[c]).T)
        log_det = anp.sum(anp.log(anp.diag(factors[c])))
        columns.append(anp.log(weights[c]) - 0.5 * anp.sum(y * y, 0) - log_det - 0.5 * d * anp.log(2 * anp.pi))
    terms = anp.array(columns)
    most = anp.max(terms, 0)
    return anp.mean(most + anp.log(anp.sum(anp.exp(terms - most), 0)))


def ascent(x, kind, eta, iterations):
    k, d = 3, 2
    means = x[[10, 20, 30]].copy()
    l = np.linalg.cholesky(np.cov(x.T, bias=True))
    full = [np.log(l[0, 0]), l[1, 0], np.log(l[1, 1])]
    diagonal = (0.5 * np.log(x.var(0))).tolist()
    shapes = {
        "identity": [],
        "spherical": [0.5 * np.log(x.var(0).mean())] * k,
        "diagonal": diagonal * k,
        "tied": full,
        "full": full * k,
    }[kind]
    theta = np.array([0.0] * k + means.ravel().tolist() + shapes)
    slope = grad(mean_log_likelihood)
    rows = []
    for _ in range(iterations):
        theta = theta + eta * slope(theta, x, kind, k)
        weights, m, factors = unpacked(theta, kind, k, d)
        rows.append({
            "log_likelihood": len(x) * mean_log_likelihood(theta, x, kind, k),
            "weights": weights.tolist(),
            "means": m.tolist(),
            "sigmas": [(f @ f.T).tolist() for f in factors],
        })
    return {"kind": kind, "eta": eta, "start": means.tolist(), "iterations": rows}


def map_em(x, strength, iterations):
    k, d = 3, 2
    means = x[[10, 20, 30]].copy()
    start = means.copy()
    data = np.cov(x.T, bias=True)
    sigmas = np.repeat(data[None], k, 0)
    weights = np.ones(k) / k
    # Fraley and Raftery (2007): nu = D + 2, scale C / K^(2/D); the density to the power `strength` is an inverse
    # Wishart density again, with nu' + D + 1 = strength (nu + D + 1).
    scale = strength * data / k ** (2 / d)
    nu = strength * (2 * d + 3) - d - 1
    rows = []
    for _ in range(iterations):
        joint = np.stack([np.log(weights[c]) + multivariate_normal(means[c], sigmas[c]).logpdf(x) for c in range(k)], 1)
        r = np.exp(joint - logsumexp(joint, 1, keepdims=True))
        n = r.sum(0)
        weights = n / len(x)
        means = (r.T @ x) / n[:, None]
        for c in range(k):
            diff = x - means[c]
            sigmas[c] = (scale + (r[:, c, None] * diff).T @ diff) / (n[c] + nu + d + 1)
        joint = np.stack([np.log(weights[c]) + multivariate_normal(means[c], sigmas[c]).logpdf(x) for c in range(k)], 1)
        rows.append({
            "weights": weights.tolist(),
            "means": means.tolist(),
            "sigmas": sigmas.tolist(),
            "log_likelihood": logsumexp(joint, 1).sum(),
            "log_prior": sum(invwishart(nu, scale).logpdf(s) for s in sigmas),
        })
    return {"strength": strength, "start": start.tolist(), "iterations": rows}


def round_limit(x):
    start = x[[10, 20, 30]]
    model = KMeans(3, init=start, n_init=1, tol=0, algorithm="lloyd").fit(x)
    return {"start": start.tolist(), "labels": model.labels_.tolist(), "means": model.cluster_centers_.tolist()}


x = faithful()
out = {
    "medoids": medoids(x),
    "online": [online(x, 0, 10, None, 60), online(x, 5, 1, 0.2, 60)],
    "with_volume": with_volume(x, 12),
    "ascent": [ascent(x, kind, 0.2, 40) for kind in ["identity", "spherical", "diagonal", "tied", "full"]],
    "map_em": [map_em(x, 1.0, 20), map_em(x, 3.0, 20)],
    "round_limit": round_limit(x),
}
(HERE / "variants.json").write_text(json.dumps(out) + "\n")
