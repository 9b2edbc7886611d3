# Completion of newsreader for bash: the program says what may stand at the end of the line.
_newsreader_line() {
    local LC_ALL=C
    line=${COMP_LINE:0:COMP_POINT}
}
_newsreader() {
    local line offered file
    _newsreader_line
    mapfile -t offered < <("$1" complete --line="$line" --part="${COMP_WORDS[COMP_CWORD]}" 2>/dev/null)
    COMPREPLY=("${offered[@]:1}")
    COMPREPLY=("${COMPREPLY[@]%%$'\t'*}")
    if [[ ${#COMPREPLY[@]} -eq 1 && ${COMPREPLY[0]} == *: ]]; then compopt -o nospace; fi
    for file in "${COMPREPLY[@]}"; do
        if [[ $file == *[!A-Za-z0-9_:=./@%+,-]* ]]; then compopt -o filenames; fi
    done
    if [[ ${offered[0]} == :files ]]; then
        compopt -o filenames
        while IFS= read -r file; do COMPREPLY+=("$file"); done < <(compgen -f -- "$2")
    fi
}
complete -F _newsreader newsreader
