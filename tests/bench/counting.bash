# shellcheck shell=bash
# Read by the scripts beside it and by scripts/bench: the instructions of theater_bench, counted by
# callgrind. They do not move with the load of the machine.

# Status of a check that can not be made here: CTest then calls the test skipped.
export cannot_check=77

# counted BENCH ARGUMENTS...: "INSTRUCTIONS SEGMENTS" of one run.
counted() {
    local log instructions segments
    log=$(valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1) || {
        printf '%s\n' "$log" >&2
        return 1
    }
    instructions=$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' <<<"$log")
    segments=$(sed -n 's/.*"segments":\([0-9]*\).*/\1/p' <<<"$log")
    printf '%s %s\n' "$instructions" "${segments:-0}"
}

# instructions_per_segment BENCH ARGUMENTS...: the difference of two sizes over the difference of
# their segments, so that starting up does not count.
instructions_per_segment() {
    local small large
    small=$(counted "$@" --bytes 2000000) && large=$(counted "$@" --bytes 6000000) || return
    awk -v small="$small" -v large="$large" 'BEGIN {
        split(small, a, " "); split(large, b, " ")
        printf "%.0f\n", (b[1] - a[1]) / (b[2] - a[2])
    }'
}

# arguments_of WORKLOAD: those whose instructions are recorded.
arguments_of() {
    case $1 in
    W1) ;;
    W5) echo --trace ;;
    *) return 1 ;;
    esac
}

needs_valgrind() {
    command -v valgrind >/dev/null && return
    echo 'valgrind is not installed, so nothing is counted'
    exit "$cannot_check"
}
