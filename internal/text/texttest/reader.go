// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package texttest

import (
	"fmt"
	"go/ast"
	"go/token"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

// prefix is the beginning of a key: a room, a subject, and a sign that the
// rest follows.
var prefix = regexp.MustCompile(`^[a-z][a-z0-9-]*\.[a-z0-9._-]*[a-z0-9][._-]$`)

// reader goes through one file.
type reader struct {
	tree    *Tree
	set     *token.FileSet
	names   map[string]string // name in the file → package that it imports
	drawing bool
}

// imports gives the packages that a file imports by their name in it.
func imports(file *ast.File) map[string]string {
	out := make(map[string]string)
	for _, i := range file.Imports {
		at, err := strconv.Unquote(i.Path.Value)
		if err != nil {
			continue
		}
		name := path.Base(at)
		if i.Name != nil {
			name = i.Name.Name
		}
		out[name] = at
	}
	return out
}

func (r reader) node(n ast.Node) bool {
	switch n := n.(type) {
	case *ast.BasicLit:
		if s, ok := literal(n); ok {
			r.tree.literals[s] = true
		}
	case *ast.ValueSpec:
		r.constant(n)
	case *ast.BinaryExpr:
		r.sum(n)
	case *ast.CallExpr:
		r.call(n)
	}
	return true
}

// constant takes the beginning of a key that is declared as one:
//
//	const ground text.Key = "taxonomy.ground."
func (r reader) constant(v *ast.ValueSpec) {
	s, ok := v.Type.(*ast.SelectorExpr)
	if !ok || r.function(s) != "baken/internal/text.Key" {
		return
	}
	for _, value := range v.Values {
		if text, ok := literal(value); ok {
			r.key(text, v)
		}
	}
}

// sum takes the beginning of a key to which a code is added; cores, which know
// no text, make their keys so.
func (r reader) sum(b *ast.BinaryExpr) {
	if s, ok := literal(b.X); ok && b.Op == token.ADD && prefix.MatchString(s) {
		r.tree.prefixes[s] = true
	}
}

// key notes a key that code names, or the beginning of one.
func (r reader) key(s string, at ast.Node) {
	if prefix.MatchString(s) {
		r.tree.prefixes[s] = true
		return
	}
	r.tree.needs[s] = r.set.Position(at.Pos()).String()
}

// function names what is called: the package's path and the function.
func (r reader) function(e ast.Expr) string {
	s, ok := e.(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	x, ok := s.X.(*ast.Ident)
	if !ok {
		return ""
	}
	return r.names[x.Name] + "." + s.Sel.Name
}

func (r reader) call(c *ast.CallExpr) {
	name := r.function(c.Fun)
	switch {
	case (name == "baken/internal/text.Key" || name == "baken/internal/text.With") && len(c.Args) > 0:
		r.keyOf(c.Args[0])
	case name == "baken/base/fault.New" && len(c.Args) == 2:
		r.keyOf(c.Args[1])
	case name == "baken/internal/text.Data" && len(c.Args) == 1:
		r.refuse(c, literalIn(c.Args[0]), "a literal is no data")
	case r.drawing:
	case slices.Contains([]string{"Text", "Textf", "Raw", "Rawf"}, strings.TrimPrefix(name, "maragu.dev/gomponents.")):
		r.refuse(c, true, "text becomes markup in internal/web/component alone")
	case strings.HasPrefix(name, "maragu.dev/gomponents/html."):
		r.refuse(c, true, "elements are drawn in internal/web/component alone")
	case name == "maragu.dev/gomponents.Attr" || name == "maragu.dev/gomponents.El":
		r.refuse(c, true, "elements are drawn in internal/web/component alone")
	}
}

// keyOf takes a key that is written whole, or its beginning where the rest is
// added: text.Key("taxonomy.ground." + code).
func (r reader) keyOf(e ast.Expr) {
	for {
		b, ok := e.(*ast.BinaryExpr)
		if !ok || b.Op != token.ADD {
			break
		}
		e = b.X
	}
	if s, ok := literal(e); ok {
		r.key(s, e)
	}
}

func (r reader) refuse(at ast.Node, bad bool, why string) {
	if bad {
		r.tree.markup = append(r.tree.markup, fmt.Sprintf("%s: %s", r.set.Position(at.Pos()), why))
	}
}

// literalIn reports whether the expression is or adds a literal.
func literalIn(e ast.Expr) bool {
	if b, ok := e.(*ast.BinaryExpr); ok {
		return literalIn(b.X) || literalIn(b.Y)
	}
	s, ok := literal(e)
	return ok && s != ""
}

func literal(e ast.Node) (string, bool) {
	b, ok := e.(*ast.BasicLit)
	if !ok || b.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(b.Value)
	return s, err == nil
}
