# Cuts a walk-through into pieces that tutorial.sh plays one after the other:
#   awk -v dir=DIR -f tools/tutorial.awk docs/tutorial.md
# DIR/0001.text is printed as it is, DIR/0002.console has commands and answers, DIR/0003.edit.FILE a
# change to a file. What the fences mean is told in tutorial.sh.

function begin(kind)
{
	if (piece) close(piece)
	piece = sprintf("%s/%04d.%s", dir, ++count, kind)
	printf "" >piece
}

function fault(text)
{
	print FILENAME ":" FNR ": " text >"/dev/stderr"
	bad = 1
}

NR == 1 { begin("text") }
/^```console( [0-9]+)?$/ { begin("console"); print >piece; inside = 1; next }
/^```diff [a-z.]+$/ { begin("edit." $2); print >piece; inside = 1; next }
/^```$/ && inside { begin("text"); inside = 0; print >piece; next }
{ print >piece }
END { if (inside) fault("a block is not closed"); exit bad }
