#!/usr/bin/env bash
# Sees to one outside program: `programs.sh tesseract`, `chromium`, `strace` or `postgresql`.
# Installs it through the system's package manager where that is possible without asking for a
# password; otherwise says what to type, and carries on without.
set -u

case "${AROMA_LANGUAGE:-${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}}" in es*) spanish=yes ;; *) spanish= ;; esac

say() { # ENGLISH SPANISH
  if [ -n "$spanish" ]; then echo "$2"; else echo "$1"; fi
}

as_root() { # root, or sudo that needs no password
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

may_install() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

install() { # PACKAGES FOR APT -- PACKAGES FOR BREW
  local apt=() brew=()
  while [ "$1" != -- ]; do apt+=("$1"); shift; done
  shift; brew=("$@")
  if command -v apt-get >/dev/null; then
    if may_install; then
      say "Installing: ${apt[*]}" "Instalando: ${apt[*]}"
      as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -qq -y --no-install-recommends "${apt[@]}" >/dev/null && return
    fi
    missing "Type: sudo apt-get install ${apt[*]}" "Escribe: sudo apt-get install ${apt[*]}"
  elif command -v brew >/dev/null; then
    say "Installing: ${brew[*]}" "Instalando: ${brew[*]}"
    brew install --quiet "${brew[@]}" ||
      missing "Type: brew install ${brew[*]}" "Escribe: brew install ${brew[*]}"
  else
    missing "Install it with the package manager of your system; Debian calls it: ${apt[*]}" \
      "Instálalo con el gestor de paquetes de tu sistema; en Debian se llama: ${apt[*]}"
  fi
}

missing() { say "Not here yet: $why $1" "Falta: $why_es $2"; }

chromium_package() { # Ubuntu has it under another name than Debian
  if grep -qs '^ID=ubuntu' /etc/os-release; then echo chromium-browser; else echo chromium; fi
}

models=(eng spa cat por fra ita deu nld pol tur vie) # the languages of data/tables/languages.toml

tesseract_ready() {
  command -v tesseract >/dev/null || return 1
  local languages model
  languages=$(tesseract --list-langs 2>/dev/null)
  for model in "${models[@]}"; do grep -qx "$model" <<<"$languages" || return 1; done
}

chromium_ready() {
  command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null ||
    [ -d "/Applications/Google Chrome.app" ] || [ -d "/Applications/Chromium.app" ]
}

postgresql_ready() { # Debian keeps the programs of each version in a folder of its own
  command -v initdb >/dev/null || ls -d /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

case "${1:-}" in
tesseract)
  why="Tesseract with its languages, the second reader. Aroma reads without it, but marks every value."
  why_es="Tesseract con sus idiomas, el segundo lector. Aroma lee sin él, pero marca todos los valores."
  tesseract_ready || install tesseract-ocr "${models[@]/#/tesseract-ocr-}" -- tesseract tesseract-lang
  ;;
chromium)
  why="Chromium, for the test that fills in the form as a person does. Without it that test is skipped."
  why_es="Chromium, para la prueba que rellena el formulario como una persona. Sin él, esa prueba se omite."
  chromium_ready || install "$(chromium_package)" fonts-dejavu-core -- --cask chromium
  ;;
strace)
  why="strace, for the test that watches that nothing leaves this machine. Without it that test is skipped."
  why_es="strace, para la prueba que vigila que nada salga de esta máquina. Sin él, esa prueba se omite."
  [ "$(uname)" != Linux ] || command -v strace >/dev/null || install strace -- strace
  ;;
postgresql)
  why="PostgreSQL, for the tests of a store that several machines share. Without it they are skipped."
  why_es="PostgreSQL, para las pruebas de un almacén que comparten varias máquinas. Sin él, se omiten."
  postgresql_ready || install postgresql -- postgresql@15
  ;;
*)
  echo "usage: programs.sh tesseract|chromium|strace|postgresql" >&2
  exit 2
  ;;
esac
exit 0
