#!/usr/bin/env python3
"""Writes selection.json beside it: what numpy and scikit-learn say of model selection (numpy 1.26.4, scikit-learn 1.5.2).

Silhouettes and their mean, the gap statistic on reference sets that are written out, ICL, and held-out
log-likelihood, each from stated points, starts and splits.  Run it by hand; the tests only read what it wrote.
"""
import json, os
import numpy as np
from sklearn.cluster import KMeans
from sklearn.metrics import silhouette_samples, silhouette_score
from sklearn.mixture import GaussianMixture

rng = np.random.default_rng(9)
centres = np.array([[0.0, 0.0], [4.0, 1.0], [1.0, 5.0]])
points = np.concatenate([c + s * rng.standard_normal((n, 2)) for c, s, n in zip(centres, (0.6, 0.9, 1.2), (30, 40, 20))])
points = points[rng.permutation(len(points))].round(6)
N, D = points.shape
B, KMAX = 8, 5
low, high = points.min(0), points.max(0)
references = [(low + (high - low) * rng.random((N, D))).round(6) for _ in range(B)]


def kmeans(X, k):
    start = X[:k]
    fit = KMeans(k, init=start, n_init=1, tol=0, max_iter=1000, algorithm="lloyd").fit(X)
    return fit.labels_, fit.inertia_


rows = []
for k in range(1, KMAX + 1):
    labels, w = kmeans(points, k)
    ws = [np.log(kmeans(r, k)[1]) for r in references]
    row = dict(k=k, labels="".join(map(str, labels)), inertia=w, gap=np.mean(ws) - np.log(w), s=np.std(ws) * np.sqrt(1 + 1 / B))
    if k > 1:
        row.update(silhouette_mean=silhouette_score(points, labels), silhouettes=silhouette_samples(points, labels).tolist())
    rows.append(row)

own, judges = points[:70], points[70:]
mixtures = []
for k in (1, 2, 3):
    for kind in ("full", "tied", "diag", "spherical"):
        shape = dict(full=np.repeat(np.linalg.inv(np.cov(own.T, bias=True))[None], k, 0), tied=np.linalg.inv(np.cov(own.T, bias=True)),
                     diag=np.repeat(1 / own.var(0)[None], k, 0), spherical=np.repeat(1 / own.var(0).mean(), k))[kind]
        gm = GaussianMixture(k, covariance_type=kind, tol=0, reg_covar=0, max_iter=25, weights_init=[1 / k] * k, means_init=own[:k], precisions_init=shape)
        with np.errstate(all="ignore"):
            gm.fit(own)
        r = gm.predict_proba(own)
        entropy = -np.where(r > 0, r * np.log(np.where(r > 0, r, 1)), 0).sum()
        mixtures.append(dict(k=k, covariance=kind, training=gm.score(own), held_out=gm.score(judges), bic=gm.bic(own), aic=gm.aic(own), entropy=entropy, icl=gm.bic(own) + 2 * entropy))

out = dict(d=D, points=points.ravel().tolist(), references=[r.ravel().tolist() for r in references], kmeans=rows, training_points=70, iterations=25, mixtures=mixtures)
here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "selection.json"), "w") as f:
    json.dump(out, f, separators=(",", ":"), allow_nan=False)
    f.write("\n")
