# SPDX-FileCopyrightText: The Baken authors
# SPDX-License-Identifier: EUPL-1.2
#
# Keeps a ClickHouse server (the program $1) for each folder after it, for as long as
# somebody holds this shell's standard input open. What the servers say goes to standard
# output.
umask 077
bin=$1
shift
pids=
for dir; do
    "$bin" --config-file="$dir/config.xml" 2>&1 &
    pids="$pids $!"
done
read -r _
kill -9 $pids 2>/dev/null
wait
for dir; do rm -rf "$dir"; done
exit 0
