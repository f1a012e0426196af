# Sourced by run and test: brings what the machine lacks, or says what to install.
# Debian and Ubuntu install by apt-get as root or through sudo; elsewhere the missing things are named.

say() { printf '%s\n' "$*" >&2; }

# Nothing here may wait for an answer: there may be no terminal.
as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo -n "$@"; fi; }

# No "… | grep -q": grep ends early, and with pipefail the broken pipe would count as "missing".
has_dotnet() { command -v dotnet >/dev/null && grep -q '^10\.' <<<"$(dotnet --list-sdks 2>/dev/null)"; }
has_postgres() { ls /usr/lib/postgresql/*/bin/postgres >/dev/null 2>&1 || command -v postgres >/dev/null; }
has_librsvg() { grep -q 'librsvg-2\.so\.2' <<<"$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null)"; }

# Debian's postgresql package starts a server of its own; the bot brings its own, so none is wanted.
apt_install_postgres() {
  local settings=/etc/postgresql-common/createcluster.conf
  apt_install postgresql-common
  as_root cp "$settings" "$settings.before"
  echo 'create_main_cluster = false' | as_root tee -a "$settings" >/dev/null
  apt_install postgresql || true
  as_root mv "$settings.before" "$settings"
}

apt_install() { as_root env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "$@" >/dev/null; }

missing() {
  has_dotnet || echo dotnet-sdk-10.0
  has_postgres || echo postgresql
  has_librsvg || echo librsvg2-2
}

install_missing() {
  local wanted
  wanted="$(missing)"
  [ -n "$wanted" ] || return 0
  if command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; }; then
    say "Installing" $wanted
    as_root apt-get update -qq || say "apt-get update failed; trying with the package lists at hand."
    has_dotnet || apt_install dotnet-sdk-10.0 || true
    has_postgres || apt_install_postgres || true
    has_librsvg || apt_install librsvg2-2 || true
  fi
  has_dotnet || say "The .NET SDK 10 is missing: install it from https://dotnet.microsoft.com/download/dotnet/10.0"
  has_postgres || say "The PostgreSQL server is missing: install it (Debian and Ubuntu: apt-get install postgresql)."
  has_librsvg || say "librsvg is missing: install it (Debian and Ubuntu: apt-get install librsvg2-2; Fedora: dnf install librsvg2)."
  [ -z "$(missing)" ]
}

has_node() { command -v node >/dev/null && command -v npm >/dev/null; }
has_chromium() { [ -x /usr/bin/chromium-headless-shell ] || [ -x /usr/bin/chromium ] || [ -x /usr/bin/chromium-browser ] || [ -x /usr/bin/google-chrome ]; }

has_pdftotext() { command -v pdftotext >/dev/null; }

has_smtp_server() { [ -x /usr/sbin/exim4 ]; }

# Debian starts a mail server as soon as it is installed; the tests run one of their own, so none is wanted.
apt_install_smtp_server() {
  local policy=/usr/sbin/policy-rc.d
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null; as_root chmod +x "$policy"; local ours=1; }
  apt_install exim4-daemon-light || true
  [ -z "${ours:-}" ] || as_root rm -f "$policy"
}

# What only tests want: Microsoft's own renderer of cards and local Teams run in a browser, mails go to Debian's SMTP server, and the text of a PDF is read as people copy it. Without them those tests are skipped, and nothing else.
install_for_tests() {
  has_node && has_chromium && has_pdftotext && has_smtp_server && return 0
  command -v apt-get >/dev/null && { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; } || return 0
  as_root apt-get update -qq || true
  has_node || apt_install nodejs npm || true
  has_chromium || apt_install chromium-headless-shell || apt_install chromium || true
  has_pdftotext || apt_install poppler-utils || true
  has_smtp_server || apt_install_smtp_server
}
