# Shared by lab/run and ./test, which source it after eng/common.sh: everything that a machine of the laboratory is made of.

# What is the same for every clone, and large: Debian's kernels.
lab_cache="${REVOKE_LAB_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/revoke-lab}"
lab_programs="$artifacts/lab/programs.cpio"
lab_kernels=(6.1 6.12)

# What Revoke.Lab is told: scenarios, kernels, programs, and where logs go.
lab_folders="$root/lab/scenarios:$lab_cache:$lab_programs:$artifacts/lab"

lab_packages=(qemu-system-x86 busybox-static kmod cpio xz-utils zstd gcc libc6-dev zlib1g-dev)

# prepare_lab: installs and makes what is missing; ends the script if something cannot be had.
prepare_lab() {
    need_packages "${lab_packages[@]}"
    local package
    for package in "${lab_packages[@]}"; do have "$package" || die "The laboratory needs $package."; done

    mkdir -p "$lab_cache" "$artifacts/lab"
    local series
    for series in "${lab_kernels[@]}"; do prepare_kernel "$series"; done
    prepare_programs
}

# A kernel is fetched once and kept; it is made again when what makes it has changed.
prepare_kernel() {
    local series="$1" stamp
    stamp="$(sha256sum <"$root/lab/images/kernel")"
    [ "$stamp" != "$(cat "$lab_cache/$series/stamp" 2>/dev/null)" ] || return 0
    say "Fetching Linux $series (once) ..."
    (
        flock 8
        [ "$stamp" != "$(cat "$lab_cache/$series/stamp" 2>/dev/null)" ] || exit 0
        "$root/lab/images/kernel" "$series" "$lab_cache/$series" >"$logs/kernel-$series.log" 2>&1 || { cat "$logs/kernel-$series.log" >&2; exit 1; }
        printf '%s\n' "$stamp" >"$lab_cache/$series/stamp"
    ) 8>"$lab_cache/lock" || die "The laboratory has no Linux $series."
}

# The programs that run in the guest, in an archive that is unpacked over the kernel's.
prepare_programs() {
    local stamp work
    lock_build
    stamp="$(source_stamp; cd "$root/lab" && find bare guest images Revoke.Lab.Guest -name obj -prune -o -name bin -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)"
    if [ ! -f "$lab_programs" ] || [ "$stamp" != "$(cat "$stamps/lab-programs" 2>/dev/null)" ]; then
        say "Building the programs of the laboratory ..."
        rm -f "$stamps/lab-programs"
        work="$artifacts/lab/programs"
        rm -rf "$work"
        mkdir -p "$work/opt"
        cp "$root/lab/guest/bin"/* "$work/opt/"
        compile "$work/init" "$root/lab/guest/init.c"
        compile "$work/opt/bare" "$root"/lab/bare/*.c
        publish_guest "$work/opt"
        (cd "$work" && find . | LC_ALL=C sort | cpio -o -H newc --quiet) >"$lab_programs"
        printf '%s\n' "$stamp" >"$stamps/lab-programs"
    fi
    unlock_build
}

# compile PROGRAM SOURCE...: needs nothing in the guest.
compile() {
    gcc -std=gnu11 -O2 -Wall -Wextra -Werror -static -pthread -D_GNU_SOURCE -o "$@" || die "$1 could not be built."
}

# Native AOT: starts in a fraction of a second where the processor is emulated, and needs nothing there but its libraries of C.
publish_guest() {
    local publish="$artifacts/lab/guest" library
    [ -f "$root/lab/Revoke.Lab.Guest/Revoke.Lab.Guest.csproj" ] || return 0
    dotnet publish "$root/lab/Revoke.Lab.Guest/Revoke.Lab.Guest.csproj" -c Release -o "$publish" --nologo -p:RunAnalyzers=false \
        </dev/null >"$logs/lab-guest.log" 2>&1 9>&- || { cat "$logs/lab-guest.log" >&2; die "The guest's program could not be built."; }
    cp "$publish/revoke" "$1/"
    ldd "$1/revoke" | awk '{ for (i = 1; i <= NF; i++) if ($i ~ /^\//) print $i }' | while read -r library; do
        mkdir -p "$1/..$(dirname "$library")"
        cp -L "$library" "$1/..$library"
    done
}
