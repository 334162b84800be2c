"""Builds archives of several sizes, in turn with Hugo and with a plain copy, and tells time, memory and ratios."""
import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import corpus

# What is built: what other generators build too; the same with search and data; everything that postil is for.
KINDS = ("pages", "comments", "claims")
# What a build over the site of the last one is called.
AGAIN = ", edited"
HERE = os.path.dirname(os.path.abspath(__file__))


def run(command):
    """Runs a command; gives its wall and processor time in seconds, its most memory in bytes, and what it said."""
    with tempfile.TemporaryFile() as said:
        begun = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
        # Popen is told that somebody else has waited.
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        text = said.read().decode("utf-8", "replace")
    if process.returncode:
        sys.exit(f"{' '.join(command)} ended with {process.returncode}:\n{text[-2000:]}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "memory": used.ru_maxrss * (1 if sys.platform == "darwin" else 1024), "said": text}


def size(folder):
    """Pages and bytes of a site."""
    pages = total = 0
    for here, _, files in os.walk(folder):
        pages += sum(name.endswith(".html") for name in files)
        total += sum(os.path.getsize(os.path.join(here, name)) for name in files)
    return pages, total


def stages(said):
    """Milliseconds of each stage, as `--timings` tells them."""
    found = re.findall(r"^(\w+) +([\d.]+) (ms|s)\b", said, re.MULTILINE)
    return {name: float(number) * (1000 if unit == "s" else 1) for name, number, unit in found}


def runners(work, count, kinds, floor):
    """What is measured: its name and the command for an output folder. A plain copy reads an archive and writes what its site has."""
    program = os.environ["POSTIL"]
    for kind in kinds:
        corpus.postil(f"{work}/{kind}", count, kind)
    build = lambda kind: lambda output: [program, "build", "-C", f"{work}/{kind}", "-o", output, "--timings"]
    copy = lambda kind: lambda output: [floor, f"{work}/{kind}", f"{work}/site-{kind}", output]
    found = {}
    for kind in kinds:
        run(build(kind)(f"{work}/site-{kind}"))
        found[f"postil, {kind}"], found[f"copy of {kind}"] = build(kind), copy(kind)
    if shutil.which("hugo"):
        corpus.hugo(f"{work}/hugo", count)
        found["hugo, footnotes"] = lambda output: ["hugo", "--source", f"{work}/hugo", "--destination", output, "--quiet"]
    return found


def edit(archive, turn):
    """Changes the first note of an archive, each time otherwise."""
    path = f"{archive}/content/documents/letter-00000/notes.yaml"
    with open(path, encoding="utf-8") as file:
        before, after = file.read().split("  note: ", 1)
    corpus.write(path, f"{before}  note: Edit {turn}. {after}")


def measure(work, count, kinds, rounds, floor):
    """Medians of each runner, all in turn, each into a fresh folder; of postil also when a note has changed and the site is there."""
    found = runners(work, count, kinds, floor)
    measured, pages = {}, {}
    for turn in range(rounds):
        for name, command in found.items():
            output = f"{work}/out-{turn}-{name.replace(', ', '-').replace(' ', '-')}"
            measured.setdefault(name, []).append(run(command(output)))
            pages[name] = size(output)
            if name.startswith("postil, "):
                edit(f"{work}/{name.removeprefix('postil, ')}", turn)
                measured.setdefault(name + AGAIN, []).append(run(command(output)))
                pages[name + AGAIN] = size(output)
            shutil.rmtree(output)
    middle = lambda name, key: statistics.median(once[key] for once in measured[name])
    print(f"\n{count:,} documents")
    print(f"  {'':26}{'wall':>9}{'CPU':>9}{'memory':>10}{'pages':>9}{'bytes':>11}{'× copy':>9}{'× hugo':>9}")
    for name in measured:
        wall = middle(name, "wall")
        to = lambda other: f"{wall / middle(other, 'wall'):.2f}" if other in found and other != name else ""
        print(f"  {name:26}{wall:8.2f}s{middle(name, 'cpu'):8.2f}s{middle(name, 'memory') / 1e6:7.0f} MB{pages[name][0]:9,}{pages[name][1] / 1e6:8.1f} MB"
              f"{to(name.removesuffix(AGAIN).replace('postil,', 'copy of')):>9}{to('hugo, footnotes'):>9}")
    for name in (f"postil, {kind}{again}" for kind in kinds for again in ("", AGAIN)):
        told = [stages(once["said"]) for once in measured[name]]
        print(f"  {name}: " + ", ".join(f"{stage} {statistics.median(once[stage] for once in told if stage in once):.0f} ms" for stage in told[0]))


def main():
    reader = argparse.ArgumentParser(prog="tests/bench/run", description=__doc__)
    reader.add_argument("documents", type=int, nargs="*", default=[5, 1000, 10000], help="sizes of the archives [default: 5 1000 10000]")
    reader.add_argument("--only", dest="kinds", nargs="+", choices=KINDS, default=KINDS, help="what is built [default: all of them]")
    reader.add_argument("--rounds", type=int, default=3, help="how often each is built [default: 3]")
    reader.add_argument("--in", dest="folder", help="where to work; the disk there is measured too [default: the system's folder for such files]")
    asked = reader.parse_args()
    with tempfile.TemporaryDirectory(prefix="postil-bench-", dir=asked.folder) as work:
        floor = f"{work}/floor"
        subprocess.run(["rustc", "--edition", "2021", "-O", "-o", floor, f"{HERE}/floor.rs"], check=True)
        print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before; medians of {asked.rounds}; all in turn, each into a fresh folder")
        print("hugo: " + (subprocess.run(["hugo", "version"], capture_output=True, text=True).stdout.strip() if shutil.which("hugo") else "not installed (apt-get install hugo)"))
        for count in asked.documents:
            measure(f"{work}/{count}", count, asked.kinds, asked.rounds, floor)
    print(f"\nload {os.getloadavg()[0]:.1f} after; on a machine that others use only the ratios of one run mean something")


main()
