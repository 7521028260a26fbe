# Shared by ./test, ./revoke and ./bench, which source it and set nothing else up themselves.
# Standard output belongs to the program that is started: everything here speaks on standard error.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)"
artifacts="$root/artifacts"
stamps="$artifacts/stamps"
logs="$artifacts/log"

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
export DOTNET_CLI_UI_LANGUAGE=en          # ./test reads what `dotnet test` says
export MSBUILDDISABLENODEREUSE=1          # no build node outlives the script

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

# refuse WHAT: this user may not write there; whoever built before, or made the clone, may.
refuse() {
    local owner
    owner="$(stat -c %U "$1")"
    die "Cannot build: ${1/#"$root"\//} belongs to $owner. Do this as $owner, make a clone of your own, or: sudo chown -R $(id -u) '$root'"
}

mkdir -p "$stamps" "$logs" 2>/dev/null || { [ -e "$artifacts" ] && refuse "$artifacts" || refuse "$root"; }

# An SDK that was unpacked into the home directory is as good as an installed one.
if ! command -v dotnet >/dev/null 2>&1 && [ -x "${HOME:-}/.dotnet/dotnet" ]; then
    export DOTNET_ROOT="$HOME/.dotnet" PATH="$HOME/.dotnet:$PATH"
fi
command -v dotnet >/dev/null 2>&1 || die "The .NET 10 SDK is missing. Install the package dotnet-sdk-10.0, or unpack the SDK into ~/.dotnet."

have() {
    case "$1" in
        libc6-dev) [ -e /usr/include/stdio.h ] ;;
        zlib1g-dev) [ -e /usr/include/zlib.h ] ;;
        binutils) command -v objdump >/dev/null 2>&1 ;;
        liburcu-dev) [ -e /usr/include/urcu/urcu-memb.h ] || compgen -G '/usr/include/*/urcu/urcu-memb.h' >/dev/null ;;
        libasound2-dev) [ -e /usr/include/alsa/asoundlib.h ] ;;
        libasound2-data) [ -e /usr/share/alsa/alsa.conf ] ;;
        qemu-system-x86) command -v qemu-system-x86_64 >/dev/null 2>&1 ;;
        busybox-static) command -v busybox >/dev/null 2>&1 && ! ldd "$(command -v busybox)" >/dev/null 2>&1 ;;
        kmod) command -v modprobe >/dev/null 2>&1 || [ -x /usr/sbin/modprobe ] || [ -x /sbin/modprobe ] ;;
        xz-utils) command -v xz >/dev/null 2>&1 ;;
        iproute2) command -v ip >/dev/null 2>&1 || [ -x /usr/sbin/ip ] || [ -x /sbin/ip ] ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

# need_packages PACKAGE...: installs the Debian packages that are missing, or says what to install; never fails.
need_packages() {
    local package missing=()
    for package in "$@"; do have "$package" || missing+=("$package"); done
    [ ${#missing[@]} -gt 0 ] || return 0
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
        say "Installing ${missing[*]} ..."
        if {
            apt-get -o DPkg::Lock::Timeout=120 update &&
            DEBIAN_FRONTEND=noninteractive NEEDRESTART_MODE=a \
                apt-get -o DPkg::Lock::Timeout=120 install -y --no-install-recommends "${missing[@]}"
        } </dev/null >"$logs/apt.log" 2>&1; then
            return 0
        fi
        say "That failed (see artifacts/log/apt.log)."
    fi
    say "Some of this needs ${missing[*]} and is skipped without. To install:  sudo apt-get install -y ${missing[*]}"
}

# What a program is built from, cheaply: names, sizes and times of the sources (all but the tests).
source_stamp() {
    cd "$root"
    find global.json Directory.* BannedSymbols.txt Revoke.*/ $(compgen -G 'lab/Revoke.*/') \
        \( -path 'Revoke.Tests/*' -o -name bin -o -name obj -o -name TestResults -o -name results \) -prune -o \
        -type f ! -name packages.lock.json -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum
}

# Everything that a build writes to; what another user has built is found before it fails halfway.
need_writable() {
    local foreign
    foreign="$(find "$artifacts" -maxdepth 4 ! -type l ! -writable ! -uid "$(id -u)" -print -quit 2>/dev/null)" || true
    [ -z "$foreign" ] || refuse "$foreign"
}

# build TARGET LOG: one Release build; what it says is shown only if it fails.
# Descriptor 9 is the lock: it is closed for the build, or the compiler server would keep it.
build() {
    dotnet build "$root/$1" -c Release --nologo </dev/null >"$logs/$2.log" 2>&1 9>&- && return 0
    cat "$logs/$2.log" >&2
    die "The build of $1 failed."
}

# Two scripts started at once do not build into the same place. Who may not build there still waits for who does.
lock_build() {
    if touch "$stamps/lock" 2>/dev/null; then
        exec 9>"$stamps/lock"
        flock 9
    elif [ -r "$stamps/lock" ]; then
        exec 9<"$stamps/lock"
        flock -s 9
    fi
}
unlock_build() { exec 9>&-; }

# build_solution: builds everything, so that the programs need no build of their own afterwards.
build_solution() {
    local stamp program
    lock_build
    need_writable
    stamp="$(source_stamp)"
    build Revoke.sln build
    for program in Revoke.Cli Revoke.Benchmarks; do printf '%s\n' "$stamp" >"$stamps/$program"; done
    unlock_build
}

# run_program PROJECT ARGUMENT...: builds the project if its sources have changed, then becomes it.
run_program() {
    local project="$1" stamp
    local program="$artifacts/bin/$project/release/$project.dll" folder="$project"
    [ -d "$root/$project" ] || folder="lab/$project"
    shift
    lock_build
    stamp="$(source_stamp)"
    if [ ! -f "$program" ] || [ "$stamp" != "$(cat "$stamps/$project" 2>/dev/null)" ]; then
        need_writable
        if [ -f "$program" ]; then
            say "Building $project ..."
        else
            say "Building $project (once; the first time takes a minute or two) ..."
        fi
        rm -f "$stamps/$project"
        build "$folder/$project.csproj" "$project"
        printf '%s\n' "$stamp" >"$stamps/$project"
    fi
    unlock_build
    exec dotnet exec "$program" "$@"
}
