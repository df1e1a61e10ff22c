# A journey of many touchpoints: awk -v stages=100 -v each=50 -f wide-journey.awk > wide.journey
BEGIN {
	print "brand b \"Brand\"\nchannel web \"Web\" { kind self_service }\nchannel phone \"Phone\" { kind voice }"
	print "journey wide \"A very long journey\" {\n  brand b"
	for (s = 1; s <= stages; s++) {
		printf "  stage s%d \"Stage %d\" {\n", s, s
		for (t = 1; t <= each; t++) {
			n++
			printf "    touchpoint t%d \"Touchpoint number %d\" {\n      channel %s\n      delivered by b\n", \
				n, n, n % 3 ? "web" : "phone"
			printf "      feels %+d \"What the customer says at step %d\"\n", n * 7 % 11 - 5, n
			if (n % 5 == 0)
				printf "      pain \"Something is slow at step %d\" severity medium\n", n
			if (n % 9 == 0)
				print "      moment of truth"
			print "    }"
		}
		print "  }"
	}
	print "}"
}
