#!/bin/sh
# Publishes an archive when it is pushed. Written by `postil ci init git-hook` as hooks/pre-receive and hooks/post-receive of a bare
# repository; README.md in the folder postil/ beside them says how a server is set up.
#
#   pre-receive    takes the pushed archive apart, checks and builds it where nobody reads; refuses the push if that fails
#   post-receive   builds what the branch now holds over the site that is read, which changes all at once
#
# What it goes by is in the settings of this repository, which a push cannot change: postil.site, postil.branch, and where they are
# set postil.archive (the archive's folder in the repository), postil.program, postil.strict and postil.history (true or false).
# Nothing that is pushed is run: git unpacks files, postil reads them.
set -eu
umask 022

say() { printf 'postil: %s\n' "$*" >&2 || :; }
# What whoever pushes should read when it is not their text that is wrong.
broken() { say "$1"; say "this is not about your text: tell whoever runs this server"; exit 1; }
setting() { git config --get "postil.$1" || printf '%s' "$2"; }
# Whether a setting is true, in any of the words that git has for it: true, yes, on, 1.
truth() {
  value=$(git config --type=bool --default=false --get "postil.$1") || broken "postil.$1 is neither true nor false in $(pwd)"
  [ "$value" = true ]
}

branch=$(setting branch main)
site=$(setting site '')
archive=$(setting archive .)
program=$(setting program postil)
strict=; if truth strict; then strict=yes; fi
history=; if truth history; then history=yes; fi
GIT_DIR=$(git rev-parse --absolute-git-dir)
export GIT_DIR
job=${0##*/}
work=
trap '[ -z "$work" ] || rm -rf "$work"' EXIT
trap 'exit 1' HUP INT PIPE TERM

refuse() { say "refused: $1"; say "nothing was taken over, and the site stays as it is"; exit 1; }

# Runs postil on the unpacked archive, without anything that git has put into the environment, and not for ever.
run() {
  command=$1; shift
  env -i PATH="$PATH" HOME="$work" LC_ALL=C.UTF-8 timeout 600 "$program" "$command" --no-input -C "$work/archive/$archive" "$@"
}

workplace() {
  [ -n "$site" ] || broken "postil.site is not set in $GIT_DIR"
  env -i PATH="$PATH" "$program" --version >/dev/null 2>&1 || broken "the program $program cannot be started"
  work=$(mktemp -d "${TMPDIR:-/tmp}/postil-push.XXXXXX") || broken "there is no room for a workplace"
}

# What a push says of its files (.gitattributes) must not change a byte of them; what stands here comes before that.
untouched() {
  mkdir -p "$1/info"
  echo '* -text -eol -ident -filter -working-tree-encoding' >"$1/info/attributes" || broken "the repository cannot be written to"
}

# Unpacks the files of a commit: as git keeps them, and not as settings in the push would have them.
unpack() {
  mkdir "$work/archive"
  untouched "$GIT_DIR"
  for step in "read-tree $1" "checkout-index --all --quiet"; do
    # shellcheck disable=SC2086 # the words of a step
    GIT_INDEX_FILE="$work/index" git --work-tree="$work/archive" $step || broken "the files of the push cannot be unpacked"
  done
}

# Whether the archive's folder is there, and not what a link leads to or what stands around it.
is_archive() {
  place=$(cd "$work/archive" && pwd -P)
  case $archive in .) ;; *) place=$place/${archive%/} ;; esac
  [ "$(cd "$place" 2>/dev/null && pwd -P)" = "$place" ] && [ ! -L "$place/content" ] && [ -f "$place/content/archive.yaml" ]
}

# Links and other repositories (submodules) in content/ and themes/ of a commit, which are no files of the archive. Git picks the
# folders, and not a search in what it prints: there it puts names with letters beyond ASCII in other words.
strangers() {
  case $archive in .) folder= ;; *) folder=${archive%/}/ ;; esac
  git -c core.quotePath=false ls-tree -r --full-tree "$1" -- "${folder}content" "${folder}themes" | awk -F '\t' '/^1[26]0000 / { print $2 }'
}

# The commit at which the branch would stand, of the lines that git tells; empty if none is about it.
told=none
tip=
while read -r _ new ref; do
  told=some
  [ "$ref" = "refs/heads/$branch" ] || continue
  tip=$new
done

case $job in
pre-receive)
  [ -n "$tip" ] || exit 0
  case $tip in *[!0]*) ;; *) refuse "$branch is what the site is made of, and is not deleted" ;; esac
  workplace
  unpack "$tip"
  found=$(strangers "$tip")
  [ -z "$found" ] || { printf '%s\n' "$found" >&2; refuse "these are links or other repositories; commit the files themselves"; }
  is_archive || refuse "there is no archive in it: content/archive.yaml is missing${archive:+ (the archive is expected in $archive)}"
  ended=0
  run check ${strict:+--strict} >&2 || ended=$?
  case $ended in
  0) ;;
  1) refuse "correct what stands above, commit and push again" ;;
  2) refuse "this is no archive that postil could read" ;;
  *) broken "the push could not be checked (postil ended with $ended)" ;;
  esac
  ended=0
  run fmt --check >&2 || ended=$?
  case $ended in
  0) ;;
  1) refuse "notes are not in the order of their words: postil fmt, commit and push again" ;;
  *) broken "the push could not be checked (postil ended with $ended)" ;;
  esac
  ended=0
  run build ${strict:+--strict} -o "$work/site" >"$work/built" 2>&1 || ended=$?
  [ "$ended" -eq 0 ] || cat "$work/built" >&2 || :
  case $ended in
  0) ;;
  1) refuse "the site cannot be built; correct what stands above, commit and push again" ;;
  *) broken "the site could not be built (postil ended with $ended)" ;;
  esac
  ;;
post-receive)
  [ "$told" = none ] || [ -n "$tip" ] || { say "taken over; the site stays as it is, for it is made of the branch $branch"; exit 0; }
  # Whoever pushed may be gone by now; the site is finished all the same.
  trap '' HUP PIPE
  workplace
  # One at a time, and each takes what the branch holds then: whoever comes last never publishes what is older.
  exec 9>"$GIT_DIR/postil.lock"
  flock 9
  tip=$(git rev-parse --verify --quiet "refs/heads/$branch") || broken "there is no branch $branch"
  if [ -n "$history" ]; then
    git clone --quiet --shared --no-checkout --branch "$branch" "$GIT_DIR" "$work/archive" || broken "the repository cannot be read"
    untouched "$work/archive/.git"
    git --git-dir="$work/archive/.git" --work-tree="$work/archive" checkout --quiet --force "$branch" ||
      broken "the repository cannot be unpacked"
  else
    unpack "$tip"
  fi
  is_archive || broken "there is no archive in what the branch holds"
  ended=0
  run build ${strict:+--strict} ${history:+--history} -o "$site" >"$work/built" 2>&1 || ended=$?
  if [ "$ended" -ne 0 ]; then
    cat "$work/built" >&2 || :
    broken "the push is taken over, but the site is as before (postil ended with $ended)"
  fi
  say "published $(printf '%.10s' "$tip")"
  built=$(grep '^Built' "$work/built" || :)
  say "${built% → *}"
  ;;
*) broken "$0 is none of pre-receive and post-receive" ;;
esac
