#!/usr/bin/env bash
# The same as Client.java with curl: lets a device in, sends each kind of message, shows what became of it, takes the device out.
# METERPORT_HUB, METERPORT_USER, METERPORT_PASSWORD, METERPORT_ESIID; METERPORT_CA is the hub's authority as a PEM file.
set -euo pipefail
hub=${METERPORT_HUB:-https://localhost:8443}
esiid=${METERPORT_ESIID:?}
call() { # method path [body]
  curl -sS --fail-with-body ${METERPORT_CA:+--cacert "$METERPORT_CA"} -X "$1" "$hub$2" \
    ${token:+-H "Authorization: Bearer $token"} -H 'Content-Type: application/json' \
    ${3:+-H "Idempotency-Key: $(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')" -d "$3"}
}
text() { sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p" | head -1; }
first() { grep -o "\"$1\" *: *\"[^\"]*\"" | head -1 | text "$1"; }
await() { # path state
  for _ in $(seq 120); do
    state=$(call GET "$1" | first state)
    if [ "$state" = "$2" ] || [ "$state" = REJECTED ]; then break; fi
    sleep 0.5
  done
  echo "$state"
}
send() { # what path body; leaves the request's id in $id
  id=$(call POST "$2" "$3" | first id)
  for _ in $(seq 120); do
    counts=$(call GET "/api/v1/han/requests/$id" | grep -o '"counts" *: *{[^}]*}')
    if ! grep -qE '"(RECEIVED|QUEUED|HEADEND_ACCEPTED|ESI_DELIVERED)" *: *[1-9]' <<<"$counts"; then break; fi
    sleep 0.5
  done
  echo "$1: ${counts#*:}"
}

token=
token=$(call POST /v2/token/ "{\"username\":\"${METERPORT_USER:?}\",\"password\":\"${METERPORT_PASSWORD:?}\"}" | first accessToken)
device=000D6F$(od -An -N5 -tx1 /dev/urandom | tr -d ' \n' | tr a-f A-F)
device_id=$(call POST /api/v1/han/devices "{\"esiid\":\"$esiid\",\"device\":\"$device\",\"installCode\":\"83FED3407A939723A5C639B26916D505C3B5\",\"joinDays\":1}" | first id)
echo "add device $device: $(await "/api/v1/han/devices/$device_id" JOINED)"
home="{\"esiid\":\"$esiid\"}"
display="{\"esiid\":\"$esiid\",\"device\":\"$device\"}"
event="\"deviceClasses\":[\"HVAC_COMPRESSOR_OR_FURNACE\"],\"criticality\":\"LEVEL_1\",\"temperatureUnit\":\"FAHRENHEIT\",\"coolingOffset\":4"
send "text to the device" /api/v1/han/text-messages "{\"addresses\":[$display],\"text\":\"Power is cheap from 9 pm\",\"durationMinutes\":60}"
send "cancel text" "/api/v1/han/text-messages/$id/cancel" '{}'
send "price to the device" /api/v1/han/prices "{\"addresses\":[$display],\"price\":\"0.1234\",\"label\":\"Evening\",\"tier\":2,\"tiers\":3,\"startsAt\":\"now\",\"durationMinutes\":240}"
send "load control to the home" /api/v1/han/load-control-events "{\"addresses\":[$home],$event,\"durationMinutes\":30}"
send "cancel load control" "/api/v1/han/load-control-events/$id/cancel" '{}'
send "load control to the home" /api/v1/han/load-control-events "{\"addresses\":[$home],$event,\"durationMinutes\":60}"
send "cancel all load control" /api/v1/han/load-control-events/cancel-all "{\"addresses\":[$home]}"
call POST "/api/v1/han/devices/$device_id/remove" '{}' > /dev/null
echo "remove device: $(await "/api/v1/han/devices/$device_id" REMOVED)"
