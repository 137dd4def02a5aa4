#!/bin/sh
# Brings the front-end files of others into crates/web/assets, as they were shipped, and prints the lines of the
# manifest. Needs npm, a network, and nothing else; neither building nor running the program needs this script.
# After a change of version: run it, put the printed lines into crates/web/assets/vendor/manifest.toml, look at the pages.
set -eu

govuk=6.6.0
moj=11.1.0
vietnam=5.3.0
axe=4.14.1

assets=$(cd "$(dirname "$0")/../crates/web/assets" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

# Downloads a package and unpacks it into a folder of the given name.
fetch() {
    file=$(npm pack --silent "$2@$3" | tail -1)
    mkdir "$1"
    tar -xzf "$file" -C "$1" --strip-components=1
}

# Copies a file and prints its entry: source, destination below assets, package, version, licence, text of the licence.
take() {
    cp "$1" "$assets/$2"
    sum=$(sha256sum "$assets/$2" | cut -d' ' -f1)
    printf '\n[[file]]\npath = "%s"\npackage = "%s"\nversion = "%s"\nlicence = "%s"\ntext = "%s"\nsha256 = "%s"\n' \
        "$2" "$3" "$4" "$5" "$6" "$sum"
}

fetch govuk govuk-frontend "$govuk"
fetch moj @ministryofjustice/frontend "$moj"
fetch vietnam @fontsource/be-vietnam-pro "$vietnam"
fetch axe axe-core "$axe"

mkdir -p "$assets/vendor/licences"
cp vietnam/LICENSE "$assets/vendor/licences/be-vietnam-pro.txt"
cp axe/LICENSE "$assets/vendor/licences/axe-core.txt"

take govuk/dist/govuk/govuk-frontend.min.css vendor/govuk-frontend.min.css govuk-frontend "$govuk" MIT govuk-frontend.txt
take moj/moj/moj-frontend.min.css vendor/moj-frontend.min.css @ministryofjustice/frontend "$moj" MIT moj-frontend.txt
for part in latin vietnamese; do
    for weight in 400 600 700; do
        name=be-vietnam-pro-$part-$weight-normal.woff2
        take "vietnam/files/$name" "vendor/$name" @fontsource/be-vietnam-pro "$vietnam" OFL-1.1 be-vietnam-pro.txt
    done
done
take axe/axe.min.js vendor/axe.min.js axe-core "$axe" MPL-2.0 axe-core.txt
