#!/bin/sh
# systemctl for tests: notes each call, and starts, watches and ends the one service by its unit, as far as install.sh asks for it.
device=$(dirname "$(dirname "$0")")
root="$device/$(cat "$device/rootname")"
state=$device/state
printf '%s\n' "$*" >>"$state/calls"
text() { cat "$root/etc/systemd/system/zipreader.service" "$root"/run/systemd/system/zipreader.service.d/*.conf 2>/dev/null; }
value() { text | sed -n "s/^$1=//p" | tail -n 1; }
process() { cat "$state/pid" 2>/dev/null; }
# What has ended and waits for its parent has no file any more.
is_alive() { [ -n "$(process)" ] && [ -e "/proc/$(process)/exe" ]; }
command() { set -- $(value ExecStart); program=$root${1#:}; shift; arguments=$*; }
stop() {
    if is_alive; then kill -9 "$(process)"; while is_alive; do sleep 0.02; done; fi
    rm -f "$state/pid" "$state/ready"
}
start() {
    command
    rm -f "$state/ready"
    NOTIFY=$state/ready setsid "$program" $arguments </dev/null >>"$state/journal" 2>&1 &
    echo $! >"$state/pid"
}
show() {
    # Restart=always
    if [ -e "$state/wanted" ] && ! is_alive; then
        start
        echo $(($(cat "$state/restarts") + 1)) >"$state/restarts"
    fi
    active=inactive
    [ ! -e "$state/wanted" ] || active=activating
    if is_alive && [ -e "$state/ready" ]; then active=active; fi
    printf 'ActiveState=%s\nSubState=sub\nResult=%s\nMainPID=%s\nNRestarts=%s\nExecMainStatus=0\n' \
        "$active" success "$(process)" "$(cat "$state/restarts" 2>/dev/null)"
}
case $1 in
    daemon-reload) [ ! -e "$state/refuse" ] ;;
    enable) echo "$2" >"$state/enabled" ;;
    stop) stop; rm -f "$state/wanted" ;;
    start)
        [ "$(value Type)" = oneshot ] || exit 1
        command
        output=$(value StandardOutput)
        "$program" $arguments </dev/null >>"${output#file:}" 2>&1
        ;;
    restart) stop; echo 0 >"$state/restarts"; : >"$state/wanted"; start ;;
    show) show | grep "^$4=" ;;
    *) exit 1 ;;
esac
