# shellcheck shell=bash
# Sourced by ./run and ./test: publishes programs into folders named by the digest of their sources, so that a court
# that is running keeps its own folder and an unchanged tree starts at once and without network.
#   publish_court   sets published: the folder with court/, sandboxes/ and verify/; .dev/app leads to it
#   publish_demo    sets demo_program: what drives the browsers of a demonstration

published=""
demo_program=""

publish_court() {
    publish_once app "src sandboxes" court:src/Mingzheng sandboxes:sandboxes/Mingzheng.Sandboxes verify:src/Mingzheng.Verify
    published=$published_folder
    ln -sfn "$published" .dev/app
}

publish_demo() {
    publish_once demo demo program:demo/Mingzheng.Demo
    # shellcheck disable=SC2034 # for whoever sources this
    demo_program=$published_folder/program/mingzheng-demo
}

# publish_once NAME SOURCES FOLDER:PROJECT...: publishes into .dev/NAME-<digest> unless it is there.
publish_once() {
    local name=$1 sources digest part building folder
    read -ra sources <<<"$2 global.json Directory.Build.props Directory.Packages.props"
    shift 2
    digest=$(find "${sources[@]}" \( -name bin -o -name obj \) -prune -o -type f -print0 \
        | sort -z | xargs -0 sha256sum | sha256sum | cut -c1-16)
    published_folder=$PWD/.dev/$name-$digest
    mkdir -p .dev
    exec 8>.dev/publish.lock
    flock 8
    if [[ ! -d $published_folder ]]; then
        echo "Building ..."
        building=$PWD/.dev/building
        rm -rf "$building"
        for part in "$@"; do
            publish_project "${part#*:}" "$building/${part%%:*}"
        done
        mv "$building" "$published_folder"
        # Keeps the three newest, so that what still runs from an older one goes on.
        find .dev -maxdepth 1 -name "$name-*" -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d' ' -f2- \
            | while read -r folder; do rm -rf "$folder"; done
    fi
    exec 8>&-
}

# Build servers outlive the command: they must hold neither its output nor the lock.
publish_project() {
    if ! dotnet publish "$1" -c Release -o "$2" -v q >.dev/publish.log 2>&1 8>&-; then
        cat .dev/publish.log >&2
        exit 1
    fi
}
