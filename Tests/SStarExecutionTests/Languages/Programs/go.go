package main

import (
	"bufio"
	"fmt"
	"os"
)

func block(n int) []byte {
	bytes := make([]byte, 1<<20)
	for i := range bytes {
		bytes[i] = byte(n)
	}
	return bytes
}

func threads() {
	results := make(chan int)
	for n := 0; n < 8; n++ {
		go func(n int) { results <- n }(n)
	}
	total := 0
	for n := 0; n < 8; n++ {
		total += <-results
	}
	fmt.Println(total)
}

func sum(reader *bufio.Reader) {
	total, number, inside := 0, 0, false
	for {
		b, err := reader.ReadByte()
		if err == nil && b >= '0' && b <= '9' {
			number, inside = number*10+int(b-'0'), true
			continue
		}
		if inside {
			total, number, inside = total+number, 0, false
		}
		if err != nil {
			break
		}
	}
	fmt.Println(total)
}

func main() {
	reader := bufio.NewReaderSize(os.Stdin, 1<<16)
	var command string
	fmt.Fscanln(reader, &command)
	switch command {
	case "sum":
		sum(reader)
	case "fault":
		fmt.Println([]int{}[len(os.Args)])
	case "loop":
		for {
		}
	case "hog":
		var kept [][]byte
		for {
			kept = append(kept, block(len(kept)))
		}
	case "frugal":
		kept := make([][]byte, 32)
		for i := 0; i < 1000; i++ {
			kept[i%32] = block(i)
		}
		fmt.Println(len(kept))
	case "threads":
		threads()
	}
}
