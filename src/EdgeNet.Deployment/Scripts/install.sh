# install.sh ACTION ROOT STAGING LIMIT SETTLE, as root on the device, in any POSIX shell:
#   install   puts the files of STAGING in place as a release, and starts it
#   update    the same, and goes back to the release before where the new one is not healthy
#   rollback  makes the release before the one in use, and goes back where it is not healthy
#   finish    tries once more what was on trial when the power went; the system asks for it at its start
# Healthy is a service that is ready within LIMIT seconds and then runs for SETTLE seconds without ending, and a doctor that finds nothing
# that it has not found before. Releases stand in /opt/zipreader/releases/N; the link /opt/zipreader/current says which one is used, and is
# replaced by a rename. ROOT stands before every path.
# Exit codes: 0 healthy; 10 nothing was changed; 11 not healthy, the release before runs again; 12 not healthy, and there is none before;
# 13 not healthy, nor is the release before; 14 healthy, and the doctor found something.
set -u
umask 022
LC_ALL=C
export LC_ALL
# Whatever happens to the connection: what was begun is ended.
trap '' HUP INT PIPE
action=$1 root=$2 staging=$3 limit=$4 settle=$5

home=$root/opt/zipreader
releases=$home/releases
unit=$root/etc/systemd/system/zipreader.service
configuration=$root/etc/zipreader/zipreader.toml
command=$root/usr/local/bin/zipreader
# Ends at the system's start what the power has ended in its middle; it does nothing where no release is on trial.
boot_unit=$root/etc/systemd/system/zipreader-trial.service
boot_script=$home/install.sh
# The configuration may hold passwords: root and the service alone read it. The service's user is another at each start, so it is a
# group's; an addition to the unit names it, which stays when an older release comes back.
readers=zipreader-config
readers_unit=$root/etc/systemd/system/zipreader.service.d/zz-configuration.conf
# A part of the service for the time that the doctor looks, gone with the next start of the system.
doctor_unit=$root/run/systemd/system/zipreader.service.d/zz-doctor.conf
doctor_text=$root/run/zipreader-doctor.txt
# The paths as the service sees them.
program=/opt/zipreader/current/ZipReader
settings=/etc/zipreader/zipreader.toml
diary=/dev/null
new=

exec </dev/null 2>&1

say() {
    printf '%s\n' "$*" >>"$diary"
    # Where nobody listens any more.
    printf '%s\n' "$*" 2>/dev/null || :
}

show() {
    while IFS= read -r line; do say "  $line"; done
}

clean_up() {
    rm -f "$doctor_unit"
    case $staging in */zipreader-deploy.*) rm -rf "$staging" ;; esac
}
trap clean_up EXIT

# Ends before anything was changed that is in use.
refuse() {
    say "$*"
    [ -z "$new" ] || rm -rf "$new"
    exit 10
}

release() { readlink "$home/$1" 2>/dev/null | sed -n 's|^releases/\([0-9][0-9]*\)$|\1|p'; }

# point NAME NUMBER: from one moment to the next.
point() {
    rm -f "$home/$1.new"
    ln -s "releases/$2" "$home/$1.new" && mv -Tf "$home/$1.new" "$home/$1"
}

# replace FILE: takes the standard input for its new content; whoever reads it finds the old one or the new one.
replace() {
    mkdir -p "$(dirname "$1")" && cat >"$1.new" && sync && mv -f "$1.new" "$1"
}

# Without the lock's file: what systemctl starts must not hold it.
service() { systemctl "$@" 9>&-; }

property() { service show zipreader.service -p "$1" 2>/dev/null | sed -n "s/^$1=//p" | head -n 1; }

# The groups that the unit names; those of Raspberry Pi OS are not all Debian's, and systemd starts no unit of a group that is not there.
put_groups() {
    groups=$(sed -n 's/^SupplementaryGroups=//p' "$releases/$1/zipreader.service")
    for group in $groups; do
        getent group "$group" >/dev/null 2>&1 || groupadd --system "$group" || say "There is no group $group, and none can be made."
    done
}

# use NUMBER: the link, the unit and systemd's picture of it, without a start.
use() {
    put_groups "$1"
    point current "$1" && replace "$unit" <"$releases/$1/zipreader.service" && service daemon-reload
}

# Whether the service is ready in time, and stays. Seconds are counted: a clock may be set meanwhile.
is_healthy() {
    waited=0 stayed=0 process='' restarts=$(property NRestarts)
    while [ "$stayed" -lt "$settle" ]; do
        sleep 1
        waited=$((waited + 1))
        state=$(property ActiveState)
        now=$(property MainPID)
        again=$(($(property NRestarts) + 0 - ${restarts:-0}))
        if [ "$state" = active ] && [ -n "$process" ] && [ "$now" = "$process" ]; then
            stayed=$((stayed + 1))
            continue
        fi
        stayed=0 process=
        [ "$state" != active ] || process=$now
        # One that ends again and again will not stay; a camera that is slow to come may cost a start or two.
        if [ "$state" = failed ] || [ "$again" -ge 5 ] || [ "$waited" -ge "$limit" ]; then
            say "The service is not healthy after $waited s: $(property ActiveState), $(property SubState), $(property Result)."
            return 1
        fi
    done
}

start() { service restart --no-block zipreader.service && is_healthy; }

# What the service wrote last: why it is not healthy.
journal() {
    say "Its journal:"
    timeout 20 journalctl -u zipreader.service -n 15 --no-pager -o cat 2>&1 | show
}

# Runs the doctor of the release in use as the service runs: its user, its groups, its view of the system, its passwords. The service
# stands still meanwhile: a camera is one program's at a time.
doctor() {
    line=$(sed -n 's/^ExecStart=\(.*\) run /\1 doctor /p' "$unit" | head -n 1)
    rm -f "$doctor_text"
    replace "$doctor_unit" <<END
[Service]
Type=oneshot
ExecStart=
ExecStart=$line
Restart=no
WatchdogSec=0
TimeoutStartSec=180
StandardOutput=file:$doctor_text
StandardError=file:$doctor_text
END
    service daemon-reload
    # A doctor that finds something ends as a service that has failed, of which systemd would say more than helps.
    timeout 200 systemctl start zipreader.service >/dev/null 2>&1 9>&-
    found=$?
    [ -s "$doctor_text" ] || say "The doctor said nothing: $(property Result), exit code $(property ExecMainStatus)."
    rm -f "$doctor_unit"
    service daemon-reload
    return $found
}

# Without it a release on trial would stay in use after a power cut, healthy or not.
arm_boot() {
    [ "$0" -ef "$boot_script" ] || replace "$boot_script" <"$0"
    replace "$boot_unit" <<END
[Unit]
Description=Ends a deployment of ZipReader that was cut off
ConditionPathExists=/opt/zipreader/trial

[Service]
Type=exec
ExecStart=/bin/sh /opt/zipreader/install.sh finish "$root" "" $limit $settle

[Install]
WantedBy=multi-user.target
END
    service daemon-reload
    service enable --quiet zipreader-trial.service
}

# try_release NUMBER OLD: uses and starts a release, and goes back to OLD where it is not healthy and OLD is not empty.
try_release() {
    was_well=yes
    arm_boot || say "A power cut from here on is not mended at the system's start."
    service stop zipreader.service 2>/dev/null
    if [ -n "$2" ]; then
        # What the doctor finds now is not the new release's fault.
        [ "$(release current)" = "$2" ] || use "$2"
        doctor || was_well=no
    fi
    printf '%s %s\n' "$1" "$2" | replace "$home/trial"
    is_well=yes
    if use "$1" && service enable --quiet zipreader.service; then
        doctor || is_well=no
        [ ! -s "$doctor_text" ] || { say "The doctor of release $1 says:"; show <"$doctor_text"; }
        if [ -n "$2" ] && [ "$is_well" = no ] && [ "$was_well" = yes ]; then
            say "The doctor of release $2 did not find that."
        elif start; then
            rm -f "$home/trial"
            [ -z "$2" ] || [ "$1" = "$2" ] || point previous "$2"
            sync
            say "Release $1 runs."
            [ "$is_well" = yes ] && return 0
            return 14
        else
            journal
        fi
    else
        say "systemd does not take the unit."
    fi
    [ -n "$2" ] || { rm -f "$home/trial"; return 12; }
    say "Going back to release $2."
    if use "$2" && start; then
        rm -f "$home/trial"
        sync
        say "Release $2 runs again."
        return 11
    fi
    journal
    return 13
}

# Keeps a unit that somebody has changed in its place, where it would be lost.
keep_changed_unit() {
    [ -f "$unit" ] || return 0
    [ -n "$1" ] && cmp -s "$unit" "$releases/$1/zipreader.service" && return 0
    cmp -s "$unit" "$new/zipreader.service" && return 0
    cp "$unit" "$unit.changed" || return 0
    say "The unit was changed by hand; it is kept as ${unit#"$root"}.changed. Use systemctl edit zipreader: that stays."
}

put_configuration() {
    offered=$staging/zipreader.toml
    mkdir -p "$(dirname "$configuration")"
    if [ ! -e "$configuration" ]; then
        if [ -f "$offered" ]; then
            (umask 077 && replace "$configuration" <"$offered")
        else
            timeout 30 "$new/ZipReader" config >"$staging/template.toml" &&
                (umask 077 && replace "$configuration" <"$staging/template.toml")
        fi || refuse "The configuration cannot be written."
        is_written=yes
        say "The configuration is $settings."
    elif [ -f "$offered" ] && ! cmp -s "$offered" "$configuration"; then
        rm -f "$configuration.offered.new"
        (umask 077 && replace "$configuration.offered" <"$offered") || refuse "The configuration cannot be written."
        say "The configuration $settings is left as it is; the other one is beside it, $settings.offered."
    fi
}

# Lets root and the service alone read the configuration, where it was just written, or everybody can read it, or root alone because an
# installation was cut off before this; whoever has given it another mode knows why.
protect_configuration() {
    case ${is_written:-}$(stat -Lc %A "$configuration" 2>/dev/null) in
        yes* | ???????r??) ;;
        -rw-------) [ ! -e "$readers_unit" ] || return ;;
        *) return ;;
    esac
    if { getent group "$readers" || groupadd --system "$readers"; } >/dev/null 2>&1 &&
        printf '[Service]\nSupplementaryGroups=%s\n' "$readers" | replace "$readers_unit" && service daemon-reload &&
        chgrp "$readers" "$configuration" && chmod 640 "$configuration"; then
        say "Root and the group $readers alone read the configuration."
    else
        # What the service cannot read, it cannot start with.
        chmod 644 "$configuration"
        say "Everybody on the device can read the configuration: there is no group $readers, and none can be made."
    fi
}

# For people who log in; a file of that name that somebody else has put there stays.
put_command() {
    if [ "$(readlink "$command")" = "$program" ]; then
        return
    elif [ -e "$command" ] || [ -L "$command" ]; then
        say "${command#"$root"} is another file, and is left as it is."
    else
        mkdir -p "$(dirname "$command")" && ln -s "$program" "$command"
    fi
}

# put_release NUMBER OLD: copies what was sent, looks whether it is whole and runs here, and gives it its number.
put_release() {
    new=$releases/$1.new
    rm -rf "$releases"/*.new
    mkdir "$new" && cp "$staging"/payload/* "$new/" || refuse "The release cannot be copied; nothing was changed."
    chmod 644 "$new"/* && chmod 755 "$new" "$new/ZipReader" || refuse "The release cannot be copied; nothing was changed."
    sync
    (cd "$new" && sha256sum -c SHA256SUMS 2>&1) | grep -v ': OK$' | show
    (cd "$new" && sha256sum -c SHA256SUMS >/dev/null 2>&1) || refuse "What has arrived is not what was sent; nothing was changed."
    timeout 30 "$new/ZipReader" unit --program "$program" --config "$settings" >"$new/zipreader.service" 2>"$staging/errors" || {
        say "The program does not run here:"
        show <"$staging/errors"
        refuse "Nothing was changed."
    }
    grep -q '^ExecStart=.* run ' "$new/zipreader.service" || refuse "The program gives no unit to install; nothing was changed."
    put_configuration
    protect_configuration
    keep_changed_unit "$2"
    put_command
    mv -T "$new" "$releases/$1" || refuse "The release cannot be put in place; nothing was changed."
    new=
    sync
}

# Only what is used and what was before: a card has not much room.
remove_old() {
    for folder in "$releases"/*; do
        case ${folder##*/} in "$(release current)" | "$(release previous)") ;; *) rm -rf "$folder" ;; esac
    done
}

command -v systemctl >/dev/null 2>&1 || refuse "There is no systemd on this device."
mkdir -p "$releases" || refuse "$home cannot be made."
exec 9>"$home/lock"
flock -n 9 || refuse "Another deployment is under way on this device."
diary=$home/last-deployment.txt
[ "$action" = finish ] || : >"$diary" || refuse "$home cannot be written."
date >>"$diary"

old=$(release current)
if [ -f "$home/trial" ]; then
    # The last deployment ended in its middle: what it was about to replace is what was known to be good.
    read -r tried good <"$home/trial" || tried='' good=
    say "The last deployment ended in its middle; release ${good:-none} was the last one that was found healthy."
    [ -z "$good" ] || [ ! -d "$releases/$good" ] || old=$good
fi

case $action in
    install | update)
        [ "$action" = install ] || [ -n "$old" ] || refuse "There is no release to update."
        number=$(ls "$releases" | sed -n 's/^\([0-9][0-9]*\)$/\1/p' | sort -n | tail -n 1)
        number=$((${number:-0} + 1))
        put_release "$number" "$old"
        ;;
    rollback)
        number=$(release previous)
        if [ -f "$home/trial" ] && [ -n "$old" ]; then
            # What is on trial is what one wants to be rid of; there is nothing to return to.
            number=$old old=
        fi
        [ -n "$number" ] && [ -d "$releases/$number" ] || refuse "There is no release before to go back to."
        ;;
    finish)
        [ -f "$home/trial" ] || exit 0
        number=${tried:-}
        # A first release has none before it; what was tried may have gone with the card's last writes.
        [ -n "$number" ] && [ -d "$releases/$number" ] || number=$old
        [ -n "$number" ] || { rm -f "$home/trial"; exit 0; }
        [ "$number" != "$old" ] || old=
        ;;
    *) refuse "install.sh: unknown action $action" ;;
esac

try_release "$number" "$old"
code=$?
case $code in 0 | 11 | 14) remove_old ;; esac
exit $code
