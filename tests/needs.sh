# What a test needs besides Rust. Read by the `run` of a folder of tests, which first says what it needs:
#   need COMMAND PACKAGE …   the command, and the Debian packages that bring it
#   need_browser             Chromium (tests/chromium.mjs starts it)
# and then `bring "the data tests"`: what is missing is installed where that is allowed; else it says what to type, and ends with 3.
# `run --bring` does no more than that.

missing=()

# The Chromium that has no windows, where Debian has it: it works a tenth sooner.
need_browser() {
  local program
  [ -z "${CHROMIUM:-}" ] || return 0
  for program in chromium-headless-shell chromium chromium-browser google-chrome; do ! command -v $program >/dev/null || return 0; done
  missing+=(chromium-headless-shell)
}

need() { command -v "$1" >/dev/null || missing+=("${@:2}"); }

bring() {
  if [ ${#missing[@]} -gt 0 ]; then
    local may
    if ! command -v apt-get >/dev/null; then
      echo "$1 need ${missing[*]}: install them with the package manager of this machine" >&2; exit 3
    elif [ "$(id -u)" -eq 0 ]; then may=(env)
    elif sudo -n true 2>/dev/null; then may=(sudo -n env)
    else
      echo "$1 need more programs; type: sudo apt-get install -y ${missing[*]}" >&2; exit 3
    fi
    echo "installing for $1: apt-get install ${missing[*]}"
    "${may[@]}" apt-get update -qq
    apt-cache show chromium-headless-shell >/dev/null 2>&1 || missing=("${missing[@]/#chromium-headless-shell/chromium}")
    "${may[@]}" DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
  fi
  if ! node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 18 || (major === 18 && minor >= 19) ? 0 : 1)'; then
    echo "$1 need Node 18.19 or later, and this is $(node --version): take nodejs from Debian 12 or later" >&2; exit 3
  fi
  if ! cmp -s package-lock.json node_modules/.installed; then
    echo "installing for $1: npm ci ($(node -p 'Object.entries({ ...require("./package.json").dependencies, ...require("./package.json").devDependencies }).map((name) => name.join(" ")).join(", ")'))"
    npm ci --ignore-scripts --no-audit --no-fund --silent
    cp package-lock.json node_modules/.installed
  fi
}
