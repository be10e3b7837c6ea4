#!/bin/sh
# sudo for tests: asks for the password in the device's folder, once, on the standard input; what it runs finds itself root.
device=$(dirname "$(dirname "$0")")
printf '%s\n' "$*" >>"$device/state/sudo"
expected=$(cat "$device/password")
while :; do
    case $1 in
        -n) [ -z "$expected" ] || { echo "sudo: a password is required" >&2; exit 1; } ;;
        -S)
            IFS= read -r given
            [ "$given" = "$expected" ] || { echo "sudo: 1 incorrect password attempt" >&2; exit 1; }
            ;;
        -p) shift ;;
        --) shift; break ;;
        *) break ;;
    esac
    shift
done
FAKE_ROOT=yes exec "$@"
