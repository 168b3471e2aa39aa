package main

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
)

// largest is more than any tile, bundle, key or checkpoint has.
const largest = 1 << 20

var client = http.Client{Timeout: 30 * time.Second}

func isAddress(text string) bool {
	return strings.HasPrefix(text, "http://") || strings.HasPrefix(text, "https://")
}

// fetch reads what a court serves under /log; no court serves a witness's key.
func fetch(address, name string) ([]byte, error) {
	if name == "witness.vkey" {
		return nil, os.ErrNotExist
	}
	if name == "log.vkey" {
		name = "key"
	}
	answer, err := client.Get(strings.TrimSuffix(address, "/") + "/" + name)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("%s: %s", name, answer.Status)
	}
	return io.ReadAll(io.LimitReader(answer.Body, largest))
}

// checkServed checks the whole log at an address, and that it only adds to the older checkpoint in a file.
// The key is the court's word for itself: it is printed, to be compared with one from elsewhere.
func checkServed(address string, older []string) {
	served := directory(address)
	fmt.Println("key", strings.TrimSpace(string(served.mustRead("log.vkey"))))
	newest := served.checkpoint("checkpoint")
	if err := served.checkTiles(newest); err != nil {
		fail("tiles", err)
	}
	fmt.Println("ok tiles")
	for _, file := range older {
		text, err := os.ReadFile(file)
		if err != nil {
			fail(file, err)
		}
		log, err := note.NewVerifier(strings.TrimSpace(string(served.mustRead("log.vkey"))))
		if err != nil {
			fail("log.vkey", err)
		}
		if err := served.checkGrowth(newest, openCheckpoint(file, text, []note.Verifier{log})); err != nil {
			fail("consistency", err)
		}
		fmt.Println("ok consistency")
	}
}
