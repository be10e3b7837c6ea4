#!/bin/sh
# getent for tests: the groups are those in a file of the device's.
grep -qx "$2" "$(dirname "$(dirname "$0")")/state/groups" 2>/dev/null
