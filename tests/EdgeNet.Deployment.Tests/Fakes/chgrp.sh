#!/bin/sh
# chgrp for tests: notes what it is asked for.
printf '%s %s\n' "$1" "${2##*/}" >>"$(dirname "$(dirname "$0")")/state/chgrp"
