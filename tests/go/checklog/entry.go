package main

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"regexp"

	"golang.org/x/mod/sumdb/tlog"
)

var (
	streamShape = regexp.MustCompile(`^[a-z][a-z0-9-]*:[A-Za-z0-9._:-]+$`)
	actorShape  = regexp.MustCompile(`^(system|[a-z][a-z0-9-]*:[A-Za-z0-9._:-]+)$`)
	kindShape   = regexp.MustCompile(`^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$`)
	actShape    = regexp.MustCompile(`^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)
)

// checkShape says what is wrong with an entry: its members and their shapes, as docs/journal-format.md has them.
func checkShape(text []byte) error {
	var members map[string]json.RawMessage
	if err := json.Unmarshal(text, &members); err != nil {
		return err
	}
	if len(members) != 8 {
		return fmt.Errorf("%d members instead of 8", len(members))
	}
	for name, shape := range map[string]*regexp.Regexp{"stream": streamShape, "actor": actorShape, "kind": kindShape, "act": actShape} {
		var value *string
		if err := json.Unmarshal(members[name], &value); err != nil || value == nil || !shape.MatchString(*value) {
			return fmt.Errorf("%s is out of shape", name)
		}
	}
	for name, least := range map[string]int64{"n": 1, "v": 1, "at": -maximumInteger} {
		var value *int64
		if err := json.Unmarshal(members[name], &value); err != nil || value == nil || *value < least {
			return fmt.Errorf("%s is out of shape", name)
		}
	}
	if body := members["body"]; len(body) == 0 || body[0] != '{' {
		return fmt.Errorf("body is no object")
	}
	return nil
}

func (d directory) checkEntries(tree tlog.Tree) error {
	if _, err := d.read("checkpoint.proof"); err == nil {
		proved := d.checkpoint("checkpoint.proof")
		if err := d.checkOlder(tree, proved); err != nil {
			return err
		}
		tree = proved
	}
	lines := bytes.Split(bytes.TrimSuffix(d.mustRead("entries.jsonl"), []byte("\n")), []byte("\n"))
	for i, line := range lines {
		var proved struct {
			Entry    json.RawMessage
			Salt     string
			Position int64
			Proof    tlog.RecordProof
		}
		if err := json.Unmarshal(line, &proved); err != nil {
			return fmt.Errorf("line %d: %v", i+1, err)
		}
		canonical, err := canonicalize(proved.Entry)
		if err != nil {
			return fmt.Errorf("line %d: %v", i+1, err)
		}
		if err := checkShape(canonical); err != nil {
			return fmt.Errorf("line %d: %v", i+1, err)
		}
		leaf, err := leafOf(canonical, proved.Salt)
		if err != nil {
			return fmt.Errorf("line %d: %v", i+1, err)
		}
		if err := tlog.CheckRecord(proved.Proof, tree.N, tree.Hash, proved.Position, tlog.RecordHash(leaf)); err != nil {
			return fmt.Errorf("line %d: %v", i+1, err)
		}
	}
	return nil
}

func leafOf(canonical []byte, saltHex string) ([]byte, error) {
	salt, err := hex.DecodeString(saltHex)
	if err != nil || len(salt) != 32 {
		return nil, fmt.Errorf("salt is not 32 bytes of hex")
	}
	sum := sha256.Sum256(bytes.Join([][]byte{[]byte("mingzheng/entry/v1\n"), salt, canonical}, nil))
	return sum[:], nil
}
