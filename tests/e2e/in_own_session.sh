#!/bin/sh
# Runs a command in a login of its own: a session bus, an X server and a place for their sockets, so
# that neither a desktop nor another such run is met. `in_own_session.sh COMMAND…`
set -eu
XDG_RUNTIME_DIR=$(mktemp -d)
export XDG_RUNTIME_DIR
# For a program under the address sanitizer; others do not know it.
LSAN_OPTIONS="suppressions=$(dirname "$0")/leaks_of_others.txt:print_suppressions=0"
export LSAN_OPTIONS
trap 'rm -rf "$XDG_RUNTIME_DIR"' EXIT
# A server that resets itself when its last window has gone turns the next one away meanwhile.
dbus-run-session -- xvfb-run -a -s "-screen 0 1280x1024x24 -noreset" "$@"
