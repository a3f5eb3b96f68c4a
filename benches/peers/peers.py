"""Python packages beside samestory, one thread: python3 peers.py TASK SYSTEM FILE.jsonl

Prints one JSON object: seconds, docs, bytes, and precision, recall, peak_bytes where they can be told. Lines of the file
are JSON strings (copies; the true pairs lie beside it in a .tsv) or objects with title and body (stories).
"""

import os

for threads in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "RAYON_NUM_THREADS"):
    os.environ[threads] = "1"

import gzip
import json
import re
import resource
import sys
import time

WORD = re.compile(r"\w+")


def shingles(text):
    words = WORD.findall(text.lower())
    return [" ".join(words[i : i + 5]) for i in range(len(words) - 4)]


def signatures(system, texts):
    sets = (shingles(text) for text in texts)
    if system == "rensa":
        from rensa import RMinHash

        made = []
        for runs in sets:
            sketch = RMinHash(num_perm=128, seed=7)
            sketch.update(runs)
            made.append(sketch)
        return made
    from datasketch import MinHash

    made = []
    for runs in sets:
        sketch = MinHash(num_perm=128)
        sketch.update_batch([run.encode() for run in runs])
        made.append(sketch)
    return made


def index(system, threshold):
    bands, rows = (32, 4) if threshold < 0.65 else (16, 8)
    if system == "rensa":
        from rensa import RMinHashLSH

        return RMinHashLSH(threshold=threshold, num_perm=128, num_bands=bands)
    from datasketch import MinHashLSH

    return MinHashLSH(num_perm=128, params=(bands, rows))


def similar(made, lsh, threshold):
    """Everything put in, then everything asked for, each candidate verified by its signature."""
    for i, sketch in enumerate(made):
        lsh.insert(i, sketch)
    pairs = set()
    for i, sketch in enumerate(made):
        for j in lsh.query(sketch):
            if i < j and sketch.jaccard(made[j]) >= threshold:
                pairs.add((i, j))
    return pairs


def components(count, pairs):
    parent = list(range(count))

    def root(i):
        while parent[i] != i:
            parent[i] = parent[parent[i]]
            i = parent[i]
        return i

    for a, b in pairs:
        parent[root(a)] = root(b)
    return [root(i) for i in range(count)]


def tfidf(texts):
    from sklearn.feature_extraction.text import TfidfVectorizer

    return TfidfVectorizer(stop_words="english", sublinear_tf=True, min_df=2).fit_transform(texts)


def neighbours(matrix, least, block=512):
    for start in range(0, matrix.shape[0], block):
        product = (matrix[start : start + block] @ matrix.T).tocoo()
        strong = product.data >= least
        yield from zip(product.row[strong] + start, product.col[strong])


def stories(system, texts):
    if system == "sklearn_components":
        return components(len(texts), neighbours(tfidf(texts), 0.4))
    if system == "average_linkage":
        from sklearn.cluster import AgglomerativeClustering

        distances = 1 - (lambda m: (m @ m.T).toarray())(tfidf(texts))
        how = AgglomerativeClustering(n_clusters=None, distance_threshold=0.7, metric="precomputed", linkage="average")
        return how.fit_predict(distances)
    if system == "single_pass":
        return single_pass(tfidf(texts))
    if system == "datasketch_components":
        made = signatures("datasketch", texts)
        return components(len(texts), similar(made, index("datasketch", 0.5), 0.5))
    raise SystemExit(f"unknown system {system}")


def single_pass(matrix, least=0.4):
    """Each article joins the story of its nearest earlier article, or begins one."""
    import numpy

    labels = numpy.arange(matrix.shape[0])
    for start in range(0, matrix.shape[0], 512):
        block = (matrix[start : start + 512] @ matrix[: start + 512].T).toarray()
        for row, likeness in enumerate(block):
            i = start + row
            if i:
                nearest = likeness[:i].argmax()
                if likeness[nearest] >= least:
                    labels[i] = labels[nearest]
    return labels


def read(path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path, encoding="utf-8")
    with opened as lines:
        rows = [json.loads(line) for line in lines]
    return [row if isinstance(row, str) else row.get("title", "") + "\n" + row.get("body", "") for row in rows]


def main():
    task, system, path = sys.argv[1:]
    texts = read(path)
    told = {"docs": len(texts), "bytes": sum(len(text.encode()) for text in texts)}
    # packages are loaded before the clock starts
    made = signatures(system, texts[:2] if task == "sketch" else texts) if task != "stories" else None
    if task == "stories":
        stories(system, texts[:50] * 2)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    if task == "sketch":
        signatures(system, texts)
    elif task == "stories":
        stories(system, texts)
    else:
        threshold = float(task.split("_")[1])
        found = similar(made, index(system, threshold), threshold)
    told["seconds"] = time.process_time() - start
    told["peak_bytes"] = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) * 1024
    if task.startswith("copies"):
        with open(os.path.splitext(path)[0] + ".tsv") as lines:
            rows = (line.split("\t") for line in lines)
            truth = {(int(a), int(b)) for a, b, likeness in rows if float(likeness) >= threshold}
        both = len(found & truth)
        told["precision"] = both / max(1, len(found))
        told["recall"] = both / max(1, len(truth))
    print(json.dumps(told))


main()
