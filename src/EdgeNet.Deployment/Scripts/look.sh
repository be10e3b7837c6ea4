# look.sh ROOT FOLDER: says what this device is, in lines that begin with "edgenet"; whatever a login shell says stands between them.
# With FOLDER "make" it makes a folder for what is sent. Nothing else is changed. Runs as the user, in any POSIX shell.
root=$1
LC_ALL=C
export LC_ALL
say() { printf 'edgenet %s %s\n' "$1" "$2"; }

# The kilobytes that are free in the folder, or in the one that it will stand in.
free() {
    folder=$1
    while [ ! -d "$folder" ]; do folder=$(dirname "$folder"); done
    df -Pk "$folder" | awk 'END { print $4 }'
}

# The number at the end of a link to a release.
release() { readlink "$home/$1" | sed -n 's|^releases/\([0-9][0-9]*\)$|\1|p'; }

home=$root/opt/zipreader
arrivals=${TMPDIR:-/var/tmp}
say kernel "$(uname -s)"
say machine "$(uname -m)"
say bits "$(getconf LONG_BIT)"
say libc "$(getconf GNU_LIBC_VERSION 2>/dev/null | sed 's/^glibc //')"
[ -d "$root/run/systemd/system" ] && say systemd yes
if [ "$(id -u)" -eq 0 ]; then
    say access root
elif ! command -v sudo >/dev/null 2>&1; then
    say access none
elif sudo -n true </dev/null >/dev/null 2>&1; then
    say access free
else
    say access password
fi
say free "$(free "$home")"
say arrivals "$(free "$arrivals")"
say current "$(release current)"
say previous "$(release previous)"
[ -e "$home/trial" ] && say trial yes
[ -e "$root/etc/zipreader/zipreader.toml" ] && say configuration yes
[ "$2" = make ] && umask 077 && say folder "$(mktemp -d "$arrivals/zipreader-deploy.XXXXXXXX")"
exit 0
