"""EM for multinomial, Poisson and Student t mixtures, by densities that others wrote.

    python tests/peers/mixtures.py        (numpy, scipy, scikit-learn)

writes mixtures.json, which tests/peers.rs compares with the crate, half-step by half-step. The densities are those
of scipy.stats; the M-steps are written here from their equations, one loop per sum. A Student t mixture of very many
degrees of freedom is also compared with sklearn.mixture.GaussianMixture here, before anything is written.
"""

import json
import sys
from pathlib import Path

import numpy as np
import scipy
import sklearn
from scipy.special import gammaln, logsumexp
from scipy.stats import multinomial, multivariate_t, poisson
from sklearn.mixture import GaussianMixture

HERE = Path(__file__).parent
ITERATIONS = 12


def e_step(log_joint):
    """r and log p(D) from ln pi_k + ln p(x_n | k)."""
    total = logsumexp(log_joint, axis=1)
    return np.exp(log_joint - total[:, None]), float(total.sum())


def run(x, pi, theta, log_density, m_step, log_prior=lambda theta: 0.0):
    steps = []
    for _ in range(ITERATIONS):
        r, loglik = e_step(np.log(pi) + log_density(x, theta))
        penalised = loglik + log_prior(theta)
        pi = r.sum(axis=0) / len(x)
        theta = m_step(x, r, theta)
        steps.append({"loglik": loglik, "penalised": penalised, "weights": pi.tolist(), **dump(theta)})
    r, loglik = e_step(np.log(pi) + log_density(x, theta))
    labels = "".join(str(k) for k in r.argmax(axis=1))
    return {"iterations": steps, "loglik": loglik, "labels": labels, "r": r[:5].tolist()}


def dump(theta):
    return {name: np.asarray(value).tolist() for name, value in theta.items()}


def multinomial_case(x, mu, a):
    def log_density(x, theta):
        return np.stack([multinomial.logpmf(x, x.sum(axis=1), row) for row in theta["mu"]], axis=1)

    def m_step(x, r, theta):
        amounts = np.zeros_like(theta["mu"])
        for n in range(len(x)):
            for k in range(len(amounts)):
                amounts[k] += r[n, k] * x[n]
        amounts += a
        return {"mu": amounts / amounts.sum(axis=1, keepdims=True)}

    start = {"mu": mu / mu.sum(axis=1, keepdims=True)}
    k = len(mu)
    out = run(x, np.full(k, 1 / k), start, log_density, m_step, lambda t: a * float(np.log(t["mu"]).sum()))
    return {"model": "multinomial", "pseudoCount": a, "x": x.tolist(), "init": mu.tolist(), **out}


def poisson_case(x, rates):
    def log_density(x, theta):
        return np.stack([poisson.logpmf(x, row).sum(axis=1) for row in theta["rates"]], axis=1)

    def m_step(x, r, theta):
        rates = np.zeros_like(theta["rates"])
        for n in range(len(x)):
            for k in range(len(rates)):
                rates[k] += r[n, k] * x[n]
        return {"rates": rates / r.sum(axis=0)[:, None]}

    k = len(rates)
    out = run(x, np.full(k, 1 / k), {"rates": rates}, log_density, m_step)
    return {"model": "poisson", "x": x.tolist(), "init": rates.tolist(), **out}


def student_run(x, means, nu):
    n, d = x.shape
    k = len(means)

    def log_density(x, theta):
        parts = zip(theta["means"], theta["scales"])
        return np.stack([multivariate_t.logpdf(x, m, s, df=nu) for m, s in parts], axis=1)

    def m_step(x, r, theta):
        means, scales = np.zeros((k, d)), np.zeros((k, d, d))
        for c in range(k):
            inverse = np.linalg.inv(theta["scales"][c])
            u = np.array([(nu + d) / (nu + (v - theta["means"][c]) @ inverse @ (v - theta["means"][c])) for v in x])
            w = r[:, c] * u
            means[c] = (w[:, None] * x).sum(axis=0) / w.sum()
            for i in range(n):
                scales[c] += w[i] * np.outer(x[i] - means[c], x[i] - means[c])
            scales[c] /= r[:, c].sum()
        return {"means": means, "scales": scales}

    own = np.cov(x.T, bias=True).reshape(d, d)
    return run(x, np.full(k, 1 / k), {"means": means, "scales": np.stack([own] * k)}, log_density, m_step)


def student_case(x, means, nu):
    return {"model": "student", "nu": nu, "x": x.tolist(), "init": means.tolist(), **student_run(x, means, nu)}


def check_against_sklearn(x, means):
    """In the limit a Student t is a Gaussian: the same iterations."""
    k, d = means.shape
    own = np.linalg.inv(np.cov(x.T, bias=True))
    peer = GaussianMixture(k, reg_covar=0, tol=0, max_iter=ITERATIONS, means_init=means, weights_init=np.full(k, 1 / k),
                           precisions_init=np.stack([own] * k)).fit(x)
    ours = student_run(x, means, 1e9)["iterations"][-1]
    off = np.abs(np.array(ours["means"]) - peer.means_).max()
    assert off < 1e-5, off
    return float(off)


def main():
    rng = np.random.default_rng(7)
    words = np.concatenate([rng.multinomial(length, rng.dirichlet(np.full(9, 0.6)), size=30) for length in (12, 40, 5)])
    counts = np.concatenate([rng.poisson(rate, size=(40, 2)) for rate in ([1, 9], [6, 2], [20, 15])])
    tails = np.concatenate([
        rng.multivariate_normal([0, 0], [[1, 0.6], [0.6, 1]], size=50),
        rng.multivariate_normal([4, 1], [[0.5, -0.2], [-0.2, 0.8]], size=40),
        rng.uniform(-30, 30, size=(10, 2)),
    ])
    cases = [
        multinomial_case(words, words[[0, 35, 70]] + 1.0, 0.0),
        multinomial_case(words, words[[3, 40, 80]] + 1.0, 0.5),
        poisson_case(counts, np.maximum(counts[[0, 45, 90]], 0.5)),
        poisson_case(counts[:, :1], np.maximum(counts[[0, 90], :1], 0.5)),
        student_case(tails, tails[[0, 60]], 4.0),
        student_case(tails, tails[[0, 60, 95]], 1.5),
        student_case(tails[:, :1], tails[[0, 60], :1], 10.0),
    ]
    versions = {"python": sys.version.split()[0], "numpy": np.__version__, "scipy": scipy.__version__,
                "scikit-learn": sklearn.__version__}
    limit = check_against_sklearn(tails[:90], tails[[0, 60]])
    out = {"versions": versions, "student_limit_off_sklearn": limit,
           "gammaln": {"x": [0.5, 1.5, 2.25, 11.9, 12.0, 150.5], "y": gammaln([0.5, 1.5, 2.25, 11.9, 12.0, 150.5]).tolist()},
           "cases": cases}
    (HERE / "mixtures.json").write_text(json.dumps(out, separators=(",", ":")) + "\n")
    print(versions, "sklearn limit off by", limit)


if __name__ == "__main__":
    main()
