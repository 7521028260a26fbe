# Shared by lab/run and ./test, which source it after eng/common.sh: everything that a machine of the laboratory is made of.

# What is the same for every clone, and large: Debian's kernels.
lab_cache="${REVOKE_LAB_CACHE:-${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/revoke-lab}"
lab_archives="$artifacts/lab/archives"
lab_kernels=(6.1 6.12)

# What Revoke.Lab is told: scenarios, kernels, programs, and where logs go.
lab_folders="$root/lab/scenarios:$lab_cache:$lab_archives:$artifacts/lab"

lab_packages=(qemu-system-x86 busybox-static kmod cpio xz-utils zstd gcc libc6-dev zlib1g-dev libasound2-dev libasound2-data)

# prepare_lab: installs and makes what is missing; ends the script if something cannot be had.
prepare_lab() {
    need_packages "${lab_packages[@]}"
    local package
    for package in "${lab_packages[@]}"; do have "$package" || die "The laboratory needs $package."; done

    mkdir -p "$lab_cache" "$lab_archives"
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

# The programs that run in the guest, in archives that are unpacked over the kernel's: ours and those without the library, and the conformance suites.
prepare_programs() {
    lock_build
    prepare_archive programs make_programs "$(source_stamp; stamp_of bare guest images Revoke.Lab.Guest)"
    prepare_archive conformance make_conformance "$(source_stamp; stamp_of images Revoke.Lab.Conformance ../Revoke.Tests)"
    unlock_build
}

stamp_of() {
    (cd "$root/lab" && find "$@" \( -name obj -o -name bin -o -name TestResults \) -prune -o -type f -printf '%p %s %T@\n' | LC_ALL=C sort | sha256sum)
}

# prepare_archive NAME FUNCTION STAMP: the function fills a folder, unless it has done so from the same sources.
prepare_archive() {
    local name="$1" stamp="$3" folder="$lab_archives/$1"
    [ ! -f "$folder.cpio" ] || [ "$stamp" != "$(cat "$stamps/lab-$name" 2>/dev/null)" ] || return 0
    say "Building the laboratory's $name ..."
    rm -rf "$stamps/lab-$name" "$folder"
    mkdir -p "$folder"
    "$2" "$folder"
    (cd "$folder" && find . | LC_ALL=C sort | cpio -o -H newc --quiet) >"$folder.cpio"
    printf '%s\n' "$stamp" >"$stamps/lab-$name"
}

make_programs() {
    mkdir -p "$1/opt"
    cp "$root/lab/guest/commands"/* "$1/opt/"
    compile "$1/init" -static "$root/lab/guest/init.c"
    compile "$1/opt/bare" "$root"/lab/bare/*.c -lasound

    # Native AOT: starts in a fraction of a second where the processor is emulated.
    publish Revoke.Lab.Guest
    cp "$artifacts/lab/publish/Revoke.Lab.Guest/revoke" "$1/opt/"
    copy_libraries "$1" "$1/opt/revoke" "$1/opt/bare"

    # What libasound reads to know hw:, plughw: and null.
    mkdir -p "$1/usr/share/alsa"
    cp -r /usr/share/alsa/{alsa.conf,cards,pcm} "$1/usr/share/alsa/"
}

make_conformance() {
    publish Revoke.Lab.Conformance
    mkdir -p "$1/opt"
    cp -r "$artifacts/lab/publish/Revoke.Lab.Conformance" "$1/conformance"
    rm -f "$1"/conformance/*.xml "$1"/conformance/*.pdb
    ln -s /conformance/conformance "$1/opt/conformance"
    copy_libraries "$1" "$1/conformance/conformance" "$1"/conformance/*.so
}

# compile PROGRAM SOURCE...
compile() {
    gcc -std=gnu11 -O2 -Wall -Wextra -Werror -pthread -D_GNU_SOURCE -o "$@" || die "$1 could not be built."
}

# Beside the build of the solution, which analyses the same code: what is made for a guest needs packages that are large.
publish() {
    dotnet publish "$root/lab/$1/$1.csproj" -c Release --nologo -o "$artifacts/lab/publish/$1" --artifacts-path "$artifacts/lab/build" \
        -p:ForGuest=true -p:RunAnalyzers=false \
        </dev/null >"$logs/$1.log" 2>&1 9>&- || { cat "$logs/$1.log" >&2; die "$1 could not be built."; }
}

# copy_libraries FOLDER PROGRAM...: what they are linked with, at the same place.
copy_libraries() {
    local to="$1" library
    shift
    ldd "$@" 2>/dev/null | awk '{ for (i = 1; i <= NF; i++) if ($i ~ /^\//) print $i }' | sed 's/:$//' | sort -u | while read -r library; do
        case "$library" in
            "$artifacts"/*) ;;
            *) mkdir -p "$to$(dirname "$library")"; cp -L "$library" "$to$library" ;;
        esac
    done
}
