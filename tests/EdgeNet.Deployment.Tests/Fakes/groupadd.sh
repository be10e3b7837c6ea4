#!/bin/sh
# groupadd for tests: adds to a file of the device's, unless a test has forbidden it.
state=$(dirname "$(dirname "$0")")/state
[ ! -e "$state/nogroups" ] && echo "$2" >>"$state/groups"
