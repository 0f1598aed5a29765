toString ./. + " " + __curPos.file
