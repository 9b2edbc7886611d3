# Made from the parser by tools/make_completions.py; run `make docs`.
_newsreader() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} command="" word
    for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
        case "$word" in open|list|show|search|terms|bookmarks|sync|check|paths) command=$word; break ;; esac
    done
    case "$previous" in
        --sort) COMPREPLY=($(compgen -W "hugo newest changed title shortest relevant" -- "$current")); return ;;
    esac
    case "$command" in
        "") word="open list show search terms bookmarks sync check paths --version -C --content --debug --no-sync --restricted" ;;
        "open") word="-C --content --debug --no-sync --restricted --query --lang --theme --plain-driver" ;;
        "list") word="-C --content --debug --no-sync --restricted --query --sort --limit --drafts --future --expired --lang --json" ;;
        "show") word="-C --content --debug --no-sync --restricted --width --plain --ansi --json --markdown" ;;
        "search") word="-C --content --debug --no-sync --restricted --sort --limit --drafts --future --expired --lang --json" ;;
        "terms") word="-C --content --debug --no-sync --restricted --query --drafts --future --expired --lang --json" ;;
        "bookmarks") word="add remove note export import -C --content --debug --no-sync --restricted --json" ;;
        "sync") word="-C --content --debug --no-sync --restricted --full" ;;
        "check") word="-C --content --debug --no-sync --restricted --json" ;;
        "paths") word="-C --content --debug --no-sync --restricted --json" ;;
    esac
    COMPREPLY=($(compgen -W "$word" -- "$current"))
}
complete -o default -F _newsreader newsreader
