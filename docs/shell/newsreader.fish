# Completion of newsreader for fish: the program says what may stand at the end of the line.
function __newsreader_complete
    set -l words (commandline -opc)
    set -l offered ($words[1] complete -- $words[2..] (commandline -ct) 2>/dev/null)
    test "$offered[1]" = :files; and __fish_complete_path (commandline -ct)
    printf '%s\n' $offered[2..]
end
complete -c newsreader -f -a '(__newsreader_complete)'
