#!/usr/bin/env python3
"""Packs a postil that is already compiled: an archive to unpack anywhere, a Debian package, a Python wheel.

    cargo portable && .github/pack.py target/x86_64-unknown-linux-gnu/release/postil dist/

Each holds the program, its manual and what shells complete by, which the program itself writes. The same program gives the same bytes
on every run (SOURCE_DATE_EPOCH dates them, else 1980). Needs Python 3.11, and dpkg-deb for the Debian package, which is left out elsewhere.
"""

import argparse
import base64
import gzip
import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import zipfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
CRATE = tomllib.loads((REPOSITORY / "Cargo.toml").read_text("utf-8"))["package"]
NAME, VERSION = CRATE["name"], CRATE["version"]
# The first day that a zip can tell.
EPOCH = max(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), 315532800)
MAINTAINER = os.environ.get("POSTIL_MAINTAINER", "The maintainers of postil <postil@localhost>")
SHELLS = {"bash": "postil", "zsh": "_postil", "fish": "postil.fish"}


def machine(program: bytes) -> tuple[str, str]:
    """System and processor that a program is made for, by its own head; not where this runs."""
    if program[:4] == b"\x7fELF":
        return "linux", {62: "x86_64", 183: "aarch64"}[int.from_bytes(program[18:20], "little")]
    if program[:4] == b"\xcf\xfa\xed\xfe":
        return "macos", {0x01000007: "x86_64", 0x0100000C: "aarch64"}[int.from_bytes(program[4:8], "little")]
    if program[:2] == b"MZ":
        return "windows", "x86_64"
    sys.exit("this is a program of no system that is known here")


def is_whole(program: bytes) -> bool:
    """Whether a program of Linux brings all libraries itself: then it names nobody who would load them."""
    start, size, count = (int.from_bytes(program[at : at + length], "little") for at, length in ((32, 8), (54, 2), (56, 2)))
    loads = 3  # PT_INTERP
    return all(int.from_bytes(program[at : at + 4], "little") != loads for at in range(start, start + size * count, size))


def glibc(program: bytes) -> tuple[int, int]:
    """The oldest C library that a program of Linux starts with: the newest version that it names."""
    named = re.findall(rb"GLIBC_2\.(\d+)(?:\.\d+)?\0", program)
    if not named:
        sys.exit("the program names no version of the C library")
    return 2, max(int(minor) for minor in named)


def pages_of(program: Path) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """The pages of the manual and the completions by file name, as the program writes them."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, "man", "-o", folder], check=True, stdout=subprocess.DEVNULL)
        manual = {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir())}
    told = {shell: subprocess.run([program, "completions", shell], check=True, capture_output=True).stdout for shell in SHELLS}
    return manual, told


def packed(text: bytes) -> bytes:
    """Text as gzip, without a time or a name."""
    return gzip.compress(text, LEVEL, mtime=0)


def texts() -> dict[str, bytes]:
    return {name: (REPOSITORY / name).read_bytes() for name in ("LICENSE", "README.md", "CHANGELOG.md")}


def tarball(path: Path, files: dict[str, tuple[bytes, int]]) -> None:
    with path.open("wb") as raw, gzip.GzipFile("", "wb", LEVEL, raw, 0) as squeezed, tarfile.open(fileobj=squeezed, mode="w") as archive:
        for name, (content, mode) in sorted(files.items()):
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode, entry.mtime = len(content), mode, EPOCH
            archive.addfile(entry, io.BytesIO(content))


def zipped(path: Path, files: dict[str, tuple[bytes, int]]) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, (content, mode) in files.items():
            entry = zipfile.ZipInfo(name, time.gmtime(EPOCH)[:6])
            entry.external_attr, entry.compress_type, entry.create_system = (0o100000 | mode) << 16, zipfile.ZIP_DEFLATED, 3
            archive.writestr(entry, content)


def archive(program: bytes, system: str, processor: str, out: Path) -> Path:
    """postil beside its texts, manual and completions: unpack it, and put the program where programs are found."""
    own = "postil.exe" if system == "windows" else "postil"
    files = {own: (program, 0o755)} | {name: (text, 0o644) for name, text in texts().items()}
    files |= {f"man/man1/{name}": (page, 0o644) for name, page in MANUAL.items()}
    files |= {f"completions/{name}": (COMPLETIONS[shell], 0o644) for shell, name in SHELLS.items()}
    stem = f"{NAME}-{VERSION}-{system}-{processor}"
    if system == "windows":
        zipped(out / f"{stem}.zip", files)
        return out / f"{stem}.zip"
    tarball(out / f"{stem}.tar.gz", files)
    return out / f"{stem}.tar.gz"


COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: postil

Files: *
Copyright: the authors of postil
License: Expat or Apache-2.0

License: Expat
{licence}
License: Apache-2.0
 On Debian systems the whole text is in /usr/share/common-licenses/Apache-2.0.
"""


def debian(program: bytes, processor: str, out: Path) -> Path:
    """A package for Debian and what is made of it."""
    architecture = {"x86_64": "amd64", "aarch64": "arm64"}[processor]
    indented = "".join(f" {line or '.'}\n" for line in texts()["LICENSE"].decode().strip().splitlines())
    copyright_ = COPYRIGHT.format(licence=indented.rstrip("\n"))
    day = time.strftime("%a, %d %b %Y %H:%M:%S +0000", time.gmtime(EPOCH))
    changes = f"{NAME} ({VERSION}) unstable; urgency=medium\n\n  * What is new: README.md and CHANGELOG.md of postil.\n\n -- {MAINTAINER}  {day}\n"
    files = {
        "usr/bin/postil": (program, 0o755),
        "usr/share/doc/postil/copyright": (copyright_.encode(), 0o644),
        "usr/share/doc/postil/changelog.gz": (packed(changes.encode()), 0o644),
        "usr/share/bash-completion/completions/postil": (COMPLETIONS["bash"], 0o644),
        "usr/share/zsh/vendor-completions/_postil": (COMPLETIONS["zsh"], 0o644),
        "usr/share/fish/vendor_completions.d/postil.fish": (COMPLETIONS["fish"], 0o644),
    }
    files |= {f"usr/share/man/man1/{name}.gz": (packed(page), 0o644) for name, page in MANUAL.items()}
    needs = [] if is_whole(program) else [f"libc6 (>= {'.'.join(map(str, glibc(program)))})"]
    if needs and b"libgcc_s.so.1\0" in program:
        needs.append("libgcc-s1 (>= 4.2)")
    control = {
        "Package": NAME,
        "Version": VERSION,
        "Architecture": architecture,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(-(-sum(len(content) for content, _ in files.values()) // 1024)),
        **({"Depends": ", ".join(needs)} if needs else {}),
        "Recommends": "git",
        "Section": "text",
        "Priority": "optional",
        "Description": "publish annotated archives of contested events\n"
        " postil reads texts and notes beside them that say who claims what, on what\n"
        " basis, and in which words, checks every quotation, and writes a static site\n"
        " that needs no server and no scripts.",
    }
    sums = "".join(f"{hashlib.md5(content).hexdigest()}  {name}\n" for name, (content, _) in sorted(files.items()))
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "root"
        for name, (content, mode) in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
            path.chmod(mode)
        (root / "DEBIAN").mkdir()
        (root / "DEBIAN/control").write_text("".join(f"{name}: {value}\n" for name, value in control.items()), "utf-8")
        (root / "DEBIAN/md5sums").write_text(sums)
        for path in [root, *root.rglob("*")]:
            if path.is_dir():
                path.chmod(0o755)
            os.utime(path, (EPOCH, EPOCH))
        package = out / f"{NAME}_{VERSION}_{architecture}.deb"
        clock = os.environ | {"SOURCE_DATE_EPOCH": str(EPOCH)}
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{LEVEL}", "--build", root, package], check=True, stdout=subprocess.DEVNULL, env=clock)
    return package


def wheel(program: bytes, system: str, processor: str, out: Path) -> Path:
    """A wheel that puts the program beside Python's own, for `pip install`, `pipx` and `uv tool`."""
    if system == "linux":
        # With its own libraries it starts on every system that takes wheels, whichever C library that has.
        kinds = ["manylinux_2_17", "musllinux_1_1"] if is_whole(program) else [f"manylinux_{'_'.join(map(str, glibc(program)))}"]
        tags = [f"{kind}_{processor}" for kind in kinds]
    else:
        tags = ["win_amd64"] if system == "windows" else ["macosx_11_0_" + ("arm64" if processor == "aarch64" else processor)]
    stem = f"{NAME}-{VERSION}"
    about = {
        "Metadata-Version": "2.4",
        "Name": NAME,
        "Version": VERSION,
        "Summary": CRATE["description"],
        "License-Expression": CRATE["license"],
        "License-File": "LICENSE",
        "Requires-Python": ">=3.8",
        "Description-Content-Type": "text/markdown",
    }
    head = "".join(f"{name}: {value}\n" for name, value in about.items())
    kind = "Wheel-Version: 1.0\nGenerator: .github/pack.py\nRoot-Is-Purelib: false\n" + "".join(f"Tag: py3-none-{tag}\n" for tag in tags)
    own = "postil.exe" if system == "windows" else "postil"
    share = f"{stem}.data/data/share"
    files = {f"{stem}.data/scripts/{own}": (program, 0o755)}
    files |= {f"{share}/man/man1/{name}": (page, 0o644) for name, page in MANUAL.items()}
    files[f"{share}/bash-completion/completions/postil"] = (COMPLETIONS["bash"], 0o644)
    files[f"{share}/zsh/site-functions/_postil"] = (COMPLETIONS["zsh"], 0o644)
    files[f"{share}/fish/vendor_completions.d/postil.fish"] = (COMPLETIONS["fish"], 0o644)
    files[f"{stem}.dist-info/METADATA"] = (head.encode() + b"\n" + texts()["README.md"], 0o644)
    files[f"{stem}.dist-info/WHEEL"] = (kind.encode(), 0o644)
    files[f"{stem}.dist-info/licenses/LICENSE"] = (texts()["LICENSE"], 0o644)
    lines = []
    for name, (content, _) in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.append(f"{name},sha256={digest},{len(content)}\n")
    files[f"{stem}.dist-info/RECORD"] = ("".join([*lines, f"{stem}.dist-info/RECORD,,\n"]).encode(), 0o644)
    path = out / f"{stem}-py3-none-{'.'.join(tags)}.whl"
    zipped(path, files)
    return path


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("program", type=Path, help="the compiled program, for the machine that this runs on")
    asked.add_argument("out", type=Path, help="the folder to write packages into; it is made")
    asked.add_argument("--level", type=int, choices=range(10), default=9, help="how long to squeeze [default: 9]")
    given = asked.parse_args()
    program = given.program.resolve().read_bytes()
    system, processor = machine(program)
    global MANUAL, COMPLETIONS, LEVEL
    LEVEL = given.level
    MANUAL, COMPLETIONS = pages_of(given.program.resolve())
    given.out.mkdir(parents=True, exist_ok=True)
    written = [archive(program, system, processor, given.out), wheel(program, system, processor, given.out)]
    if system == "linux" and shutil.which("dpkg-deb"):
        written.append(debian(program, processor, given.out))
    for path in written:
        print(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}")


if __name__ == "__main__":
    main()
