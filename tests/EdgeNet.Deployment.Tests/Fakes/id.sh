#!/bin/sh
# id for tests of sudo: whoever has not come through it is an ordinary user.
if [ "$1" = -u ] && [ "$FAKE_ROOT" != yes ]; then echo 1000; else exec /usr/bin/id "$@"; fi
