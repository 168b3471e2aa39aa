#!/usr/bin/env bash
# ./test            everything CI runs, on SQLite and on a PostgreSQL of its own
# ./test fast       the inner loop, under 30 s: no browser, SQLite only
# ./test matrix     every endpoint as every role
# ./test browser    rooms and screens in real browsers
# ./test FILTER     a dotnet test filter, for example FullyQualifiedName~CaseNumber
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
results=$PWD/.dev/test-results
passed=0 failed=0 skipped=0

# shellcheck source=scripts/install-missing.sh
source scripts/install-missing.sh
# shellcheck source=scripts/private-postgres.sh
source scripts/private-postgres.sh

prepare() {
    need libicu72 "gives .NET its languages" '/usr/lib/*/libicuuc.so.*'
    need openssl "checks signatures, certificates and timestamps" openssl
    need poppler-utils "checks signed PDF files and reads their text" pdfsig pdftotext
    need libnss3-tools "tells pdfsig which root to trust" certutil
    need qpdf "checks the structure of PDF files" qpdf
    need age "checks the encryption of recordings" age
    need unzip "opens the packages of sessions" unzip
    need sqlite3 "reads the database from outside" sqlite3
    need janus "carries the live rooms" janus
    need janus-tools "reads the recordings of the live rooms" janus-pp-rec
    need ffmpeg "checks recordings" ffmpeg ffprobe
    need iproute2 "gives live rooms a network interface of their own on one machine" ip
    need golang-go "runs the independent checker of the log" go
    need golang-golang-x-mod-dev "is the checksum-database client that checks the log" \
        /usr/share/gocode/src/golang.org/x/mod/sumdb/tlog
    need fonts-noto-cjk "shows Chinese in the test browsers" '/usr/share/fonts/opentype/noto/NotoSansCJK-*'
    need_node
    if [[ $1 != fast ]]; then
        need postgresql "is the second database that every test runs on" '/usr/lib/postgresql/*/bin/initdb'
        need chromium "is the browser of the browser tests" chromium
        need espeak-ng "speaks in the test rooms" espeak-ng
        need sox "mixes the voices of the test rooms" sox
    fi
    install_missing
    need_dotnet
    local lock
    for lock in engines/*/package-lock.json test*/*/package-lock.json; do
        if [[ -f $lock ]]; then
            install_npm "$(dirname "$lock")"
        fi
    done
}

run_tests() {
    local configuration=$1 filter=$2 status=0
    local arguments=(--no-build -c "$configuration" --results-directory "$results"
        --logger "trx;LogFilePrefix=run" --logger "console;verbosity=minimal")
    if [[ -n $filter ]]; then
        arguments+=(--filter "$filter")
    fi
    rm -rf "$results"
    dotnet build Mingzheng.slnx -c "$configuration" -v q || exit 1
    dotnet test Mingzheng.slnx "${arguments[@]}" || status=$?
    count_results
    if ((passed + failed == 0)); then
        echo "No test was run." >&2
        exit 1
    fi
    exit "$status"
}

# Adds up the counters of every result file: <Counters total="3" executed="3" passed="3" failed="0" .../>
count_results() {
    local counters
    while read -r counters; do
        passed=$((passed + $(counter passed "$counters")))
        failed=$((failed + $(counter failed "$counters")))
        skipped=$((skipped + $(counter total "$counters") - $(counter executed "$counters")))
    done < <(find "$results" -name '*.trx' -exec grep -ho '<Counters [^>]*>' {} +)
}

counter() {
    [[ $2 =~ \ $1=\"([0-9]+)\" ]] && echo "${BASH_REMATCH[1]}"
}

# The last line is always the sum. A run that broke off counts as one failure more.
finish() {
    local status=$?
    trap - EXIT
    stop_postgres
    if ((status != 0 && failed == 0)); then
        failed=1
    fi
    if ((skipped > 0)); then
        echo "$passed passed, $failed failed, $skipped skipped"
    else
        echo "$passed passed, $failed failed"
    fi
    exit "$status"
}

if (($# > 1)) || [[ ${1:-} == -* ]]; then
    sed -n '2,6s/^# //p' "${BASH_SOURCE[0]}" >&2
    exit 2
fi

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

prepare "${1:-all}"
case ${1:-} in
fast)
    unset MINGZHENG_TEST_POSTGRES
    run_tests Debug 'kind!=browser&kind!=slow'
    ;;
'' | all)
    start_postgres
    run_tests Release ''
    ;;
matrix | browser)
    start_postgres
    run_tests Release "kind=$1"
    ;;
*)
    start_postgres
    run_tests Release "$1"
    ;;
esac
