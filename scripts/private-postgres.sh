# shellcheck shell=bash
# Sourced by ./test: a PostgreSQL of our own on 127.0.0.1 and a socket, in a folder that goes when it stops.
#   start_postgres   sets MINGZHENG_TEST_POSTGRES (an Npgsql connection string of a superuser)
#   stop_postgres    stops it and removes its folder

postgres_folder=""
postgres_pid=""

# PostgreSQL refuses to run as root.
as_postgres=()
if ((EUID == 0)); then
    as_postgres=(setpriv --reuid=postgres --regid=postgres --init-groups)
fi

start_postgres() {
    local programs port password attempt
    programs=$(find /usr/lib/postgresql -mindepth 2 -maxdepth 2 -name bin | sort -V | tail -n 1)
    postgres_folder=$(mktemp -d /tmp/mingzheng-postgres-XXXXXX)
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    echo "$password" >"$postgres_folder/password"
    if ((EUID == 0)); then
        chown -R postgres:postgres "$postgres_folder"
    fi
    if ! "${as_postgres[@]}" "$programs/initdb" -D "$postgres_folder/data" -U mingzheng -E UTF8 --locale=C.UTF-8 \
        --auth=scram-sha-256 --pwfile="$postgres_folder/password" >"$postgres_folder/initdb.log" 2>&1; then
        cat "$postgres_folder/initdb.log" >&2
        return 1
    fi
    for attempt in 1 2 3 4 5; do
        port=$((20000 + RANDOM % 12000))
        launch_postgres "$programs" "$port"
        if wait_for_postgres "$programs" "$port"; then
            export MINGZHENG_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=mingzheng;Password=$password;Database=postgres"
            return
        fi
        echo "PostgreSQL did not start on port $port (attempt $attempt)." >&2
    done
    cat "$postgres_folder/postgres.log" >&2
    return 1
}

# A child of this script that gets SIGINT (PostgreSQL's fast shutdown) when the script dies, however it dies.
# fsync stays on: the tests measure and rely on durability.
launch_postgres() {
    "${as_postgres[@]}" setpriv --pdeathsig INT "$1/postgres" -D "$postgres_folder/data" -p "$2" -k "$postgres_folder" \
        -c listen_addresses=127.0.0.1 -c max_connections=200 -c fsync=on -c log_min_messages=error \
        >>"$postgres_folder/postgres.log" 2>&1 &
    postgres_pid=$!
}

wait_for_postgres() {
    local attempt
    for attempt in {1..100}; do
        if ! kill -0 "$postgres_pid" 2>/dev/null; then
            return 1
        fi
        if "$1/pg_isready" -q -h "$postgres_folder" -p "$2" -U mingzheng; then
            return 0
        fi
        sleep 0.1
    done
    return 1
}

stop_postgres() {
    if [[ -n $postgres_pid ]]; then
        kill -INT "$postgres_pid" 2>/dev/null || true
        wait "$postgres_pid" 2>/dev/null || true
        postgres_pid=""
    fi
    if [[ -n $postgres_folder ]]; then
        rm -rf "$postgres_folder"
        postgres_folder=""
    fi
}
