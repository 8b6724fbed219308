print("sstar")
