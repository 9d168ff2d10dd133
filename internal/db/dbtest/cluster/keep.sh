# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2
#
# Keeps one PostgreSQL server in directory $2 with the programs in $1, for as
# long as somebody holds this shell's standard input open.
bin=$1
dir=$2
export LC_ALL=C.UTF-8
umask 077

start() {
    "$bin/pg_ctl" -D "$dir/data" -l "$dir/log" -t 60 -w start >"$dir/start" 2>&1 && return
    cat "$dir/start" "$dir/log"
    exit 1
}

mkdir "$dir/socket"
"$bin/initdb" -D "$dir/data" -U postgres --auth=trust --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$dir/start" 2>&1 || {
    cat "$dir/start"
    exit 1
}
cat >>"$dir/data/postgresql.conf" <<CONF
listen_addresses = ''
unix_socket_directories = '$dir/socket'
max_connections = 400
fsync = on
synchronous_commit = on
CONF
start
echo ready
while read -r word; do
    case $word in
    crash)
        "$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1
        start
        echo ready
        ;;
    esac
done
"$bin/pg_ctl" -D "$dir/data" -m immediate -w stop >/dev/null 2>&1
rm -rf "$dir"/*
rmdir "$dir" 2>/dev/null
exit 0
