# Shared by the scripts beside it. Says each step by name and how long it took.
here=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
cd "$here"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

say() { printf '%s\n' "$*"; }
stop_with() { printf '%s\n' "$*" >&2; exit 2; }

step() {
    local name=$1 began=$SECONDS status=0
    shift
    say "── $name"
    "$@" || status=$?
    say "── $name: $((SECONDS - began)) s$([ $status = 0 ] || echo ', failed')"
    return $status
}

need_dotnet() {
    command -v dotnet >/dev/null || stop_with "Kith needs the .NET 10 SDK, and there is no dotnet on the PATH."
    local version
    version=$(dotnet --version 2>/dev/null) || stop_with "Kith needs the .NET 10 SDK; the one installed here is older."
    [ "${version%%.*}" -ge 10 ] || stop_with "Kith needs the .NET 10 SDK; this one is $version."
}

need_node() {
    command -v node >/dev/null || stop_with "Kith needs Node 20.19 or newer, and there is no node on the PATH."
    node -e 'const [a,b]=process.versions.node.split(".").map(Number); process.exit(a>20||a===20&&b>=19?0:1)' \
        || stop_with "Kith needs Node 20.19 or newer; this one is $(node --version)."
}

# Installs Debian packages that are missing, where that is possible; else says what to install.
need_debian() {
    local missing=() package
    for package in "$@"; do
        dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing+=("$package")
    done
    [ ${#missing[@]} = 0 ] && return 0
    if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null; then
        stop_with "Please install: ${missing[*]}"
    fi
    DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}
