# A flow of many touchpoints in stages, with a branch at every fifth: awk -v stages=25 -v each=20 -v kind=journey -f flow.awk
# `kind=dot` gives the same graph for Graphviz alone: as many boxes, of the same size, in as many clusters.
function line(text) { print text }

BEGIN {
	count = stages * each
	if (kind == "dot")
		line("digraph flow {\nrankdir=LR nodesep=0.35 ranksep=0.45\nnode [shape=box label=\"\" fixedsize=true width=1.6 height=0.5]")
	else
		line("brand b \"Brand\"\njourney wide \"A long flow\" {\n  brand b")
	for (s = 1; s <= stages; s++) {
		line(kind == "dot" ? "subgraph cluster" s " {" : "  stage s" s " \"Stage " s "\" {")
		for (t = 1; t <= each; t++) {
			n++
			if (kind == "dot") {
				line("n" n)
				continue
			}
			line("    touchpoint t" n " \"Touchpoint number " n "\" {\n      delivered by b")
			if (n < count)
				line("      then t" n + 1)
			if (n % 5 == 0 && n + 2 <= count)
				line("      then t" n + 2 " when \"in a hurry\"")
			line("    }")
		}
		line(kind == "dot" ? "}" : "  }")
	}
	for (n = 1; kind == "dot" && n < count; n++) {
		line("n" n " -> n" n + 1)
		if (n % 5 == 0 && n + 2 <= count)
			line("n" n " -> n" n + 2 " [label=\"in a hurry\" fontsize=11]")
	}
	line("}")
}
