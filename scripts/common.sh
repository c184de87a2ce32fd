# Shared by ./catalogue, ./test and .ci/run. Sourced, never run.

say() { printf '%s\n' "$*" >&2; }

need_dotnet() {
  if ! command -v dotnet >/dev/null 2>&1; then
    say "The .NET SDK 10 is not on the PATH. Install it (https://dot.net/download), then run this again."
    exit 1
  fi
  export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1
}

runtime_id() {
  case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) echo linux-x64 ;;
    Linux-aarch64) echo linux-arm64 ;;
    Darwin-arm64) echo osx-arm64 ;;
    Darwin-x86_64) echo osx-x64 ;;
    *) say "This machine ($(uname -s) $(uname -m)) is not one the catalogue is built for."; exit 1 ;;
  esac
}

has_linker() { command -v clang >/dev/null 2>&1 || command -v gcc >/dev/null 2>&1; }

# publish_native FOLDER: assess alone, compiled ahead of time (src/CatalogueSite/Commands/NativeProgram.cs).
# Returns 3 where its compiler cannot be had from the package feed.
publish_native() {
  local project="$root/src/CatalogueSite/CatalogueSite.csproj" rid
  rid=$(runtime_id)
  dotnet restore "$project" -r "$rid" -p:Native=true --nologo -v quiet || return 3
  dotnet publish "$project" -c Release -r "$rid" -p:Native=true --no-restore -o "$1" --nologo -v quiet
}

# want_tools COMMAND:PACKAGE …: installs what is missing when that is possible here, otherwise names it exactly.
# Missing tools are no error: the servers that need them are "not observed", and the program says so.
want_tools() {
  local pair missing=()
  for pair in "$@"; do
    command -v "${pair%%:*}" >/dev/null 2>&1 || missing+=("${pair##*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  install_packages "${missing[@]}" || say "Not installed: ${missing[*]}. Servers that need them will be \"not observed\". On Debian or Ubuntu: apt-get install ${missing[*]}"
}

install_packages() {
  if [ "$(id -u)" != 0 ] || ! command -v apt-get >/dev/null 2>&1; then return 1; fi
  say "Installing ${*} …"
  local log
  log=$(mktemp)
  export DEBIAN_FRONTEND=noninteractive
  if ! { apt-get update && apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    rm -f "$log"
    return 1
  fi
  rm -f "$log"
}
