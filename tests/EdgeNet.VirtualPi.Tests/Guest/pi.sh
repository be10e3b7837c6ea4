# What a person does at the device; commands of the tests are run after it.
gpio=/tmp/gpio camera=/dev/v4l/by-id/vivid

press() { echo pull-down > $gpio/sim_gpio17/pull; sleep 0.1; echo pull-up > $gpio/sim_gpio17/pull; }

# The lines of the lights: read, rejected, fault.
lights() { cat $gpio/sim_gpio22/value $gpio/sim_gpio23/value $gpio/sim_gpio24/value | tr -d '\n'; }

# Plugs the camera in, as: plug_in YUYV (GREY unless told): its driver makes the nodes, the feeder connects them, and only then there is the name by
# which it is opened, as udev would make it.
plug_in() {
  [ -e /sys/bus/platform/drivers/vivid/vivid.0 ] || echo vivid.0 > /sys/bus/platform/drivers/vivid/bind || return 1
  for node in /sys/bus/platform/devices/vivid.0/video4linux/video*; do
    case $(cat $node/name) in *-vid-out) out=/dev/${node##*/} ;; *-vid-cap) cap=/dev/${node##*/} ;; esac
  done
  rm -f /tmp/shown
  feed $out $cap /tmp/pictures /tmp/requests /tmp/shown ${1:-GREY} > /tmp/feed.log 2>&1 &
  echo $! > /tmp/feed.pid
  until [ -s /tmp/shown ]; do [ -d /proc/$(cat /tmp/feed.pid) ] || { cat /tmp/feed.log; return 1; }; sleep 0.02; done
  mkdir -p ${camera%/*}; ln -sf $cap $camera
}

# Unplugs it: the driver is taken away while the camera is in use.
unplug() { rm -f $camera; echo vivid.0 > /sys/bus/platform/drivers/vivid/unbind; wait_end $(cat /tmp/feed.pid); }

show() { rm -f /tmp/shown; echo $1 > /tmp/requests; until [ "$(cat /tmp/shown 2> /dev/null)" = $1 ]; do sleep 0.02; done; }

# Pictures one after the other, from FIRST to LAST, each for a tenth of a second; and the button pressed all the time.
hurry() { echo "$1 $2 6" > /tmp/requests; rm -f /tmp/rest; { until [ -e /tmp/rest ]; do press; sleep 0.1; done; } & }

wait_end() { while [ -d /proc/$1 ] && ! grep -q '^State:.Z' /proc/$1/status 2> /dev/null; do sleep 0.02; done; }

reader() { pidof ZipReader; }

# Starts the reader as systemd would: again whenever it ends, until it is told to stop.
start() {
  rm -f /tmp/stop /tmp/stopped
  {
    until [ -e /tmp/stop ]; do
      ZipReader run --config /etc/zipreader.toml < /dev/null >> /tmp/events.log 2>> /tmp/reader.log
      echo "ended with $?" >> /tmp/reader.log
      sleep 0.1
    done
    touch /tmp/stopped
  } &
}

stop() { touch /tmp/rest /tmp/stop; kill -TERM $(reader); until [ -e /tmp/stopped ]; do sleep 0.05; done; tail -n 1 /tmp/reader.log; }

# A value that the page's metrics have, as: metric 'events_total{result="accepted"}'
metric() { wget -q -O - http://127.0.0.1:8080/metrics | sed -n "s/^edgenet_$1 //p"; }
