# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2
#
# Keeps a ClickHouse server for each folder in "$@", for as long as somebody holds this
# shell's standard input open. What the servers say goes to standard output.
umask 077
pids=
for dir; do
    clickhouse-server --config-file="$dir/config.xml" 2>&1 &
    pids="$pids $!"
done
# A server that can't start ends everything, so that whoever waits for it hears.
read -r _
kill -9 $pids 2>/dev/null
wait
for dir; do rm -rf "$dir"; done
exit 0
