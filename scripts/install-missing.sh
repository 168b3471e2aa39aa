# shellcheck shell=bash
# Sourced by ./run and ./test: finds what this machine lacks, says what and why, and installs it (Debian 12).
#   need PACKAGE REASON COMMAND...   essential: all the commands must exist (or files, when written with a slash)
#   want PACKAGE REASON COMMAND...   useful: without root the court starts without it
#   install_missing                  installs, or prints what to type and exits 1

missing=()
missing_reasons=()
missing_essential=0

lacks() {
    local thing
    for thing in "$@"; do
        if [[ $thing == */* ]]; then
            compgen -G "$thing" >/dev/null || return 0
        else
            command -v "$thing" >/dev/null || [[ -x /usr/sbin/$thing ]] || return 0
        fi
    done
    return 1
}

want() {
    local package=$1 reason=$2
    shift 2
    if lacks "$@"; then
        missing+=("$package")
        missing_reasons+=("$reason")
    fi
}

need() {
    local before=${#missing[@]}
    want "$@"
    if ((${#missing[@]} > before)); then
        missing_essential=1
    fi
}

# Node.js 18 or newer; Debian's is 18. A newer one that is already here is left alone.
need_node() {
    local major=0
    if command -v node >/dev/null; then
        major=$(node --version | sed 's/^v\([0-9]*\).*/\1/')
    fi
    if ((major < 18)); then
        missing+=(nodejs)
        missing_reasons+=("runs the typesetter of court documents")
        missing_essential=1
    fi
    need npm "installs the typesetter's packages" npm
}

# What only a person can install: the SDK is not part of Debian.
need_dotnet() {
    if ! command -v dotnet >/dev/null || ! dotnet --list-sdks | grep -q '^10\.'; then
        say_sdk_is_missing
        exit 1
    fi
}

say_sdk_is_missing() {
    echo "The .NET 10 SDK is missing: see https://dotnet.microsoft.com/download/dotnet/10.0" >&2
}

install_missing() {
    local i
    if ((${#missing[@]} == 0)); then
        return
    fi
    echo "This machine lacks:"
    for i in "${!missing[@]}"; do
        printf '  %-28s %s\n' "${missing[i]}" "${missing_reasons[i]}"
    done
    if ((EUID != 0)); then
        echo "To install:"
        echo "  sudo apt-get install -y --no-install-recommends ${missing[*]}"
        command -v dotnet >/dev/null || say_sdk_is_missing
        if ((missing_essential)); then
            exit 1
        fi
        return
    fi
    echo "Installing with apt-get ..."
    apt_get update
    apt_get install -y --no-install-recommends "${missing[@]}"
    hash -r
}

# Quiet when it works, complete when it does not. Into a file: a service that a package starts would hold a pipe open.
apt_get() {
    local log status=0
    log=$(mktemp)
    DEBIAN_FRONTEND=noninteractive apt-get -q "$@" >"$log" 2>&1 || status=$?
    if ((status != 0)); then
        cat "$log" >&2
        rm -f "$log"
        echo "apt-get $1 failed." >&2
        exit 1
    fi
    rm -f "$log"
}

# npm ci in a folder, only when its lock file changed: once installed, everything works offline.
install_npm() {
    local folder=$1 digest stamp
    [[ -f $folder/package-lock.json ]] || return 0
    digest=$(sha256sum <"$folder/package-lock.json")
    stamp=$folder/node_modules/.installed-lock
    if [[ -f $stamp && $(<"$stamp") == "$digest" ]]; then
        return
    fi
    echo "Installing the npm packages of $folder ..."
    (cd "$folder" && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --loglevel=error)
    echo "$digest" >"$stamp"
}
