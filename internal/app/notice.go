// SPDX-FileCopyrightText: The Baken authors
// SPDX-License-Identifier: EUPL-1.2

package app

import (
	"context"
	"crypto/rand"
	"time"

	"baken/base/civil"
	"baken/hear/report"
	"baken/hear/report/noticedb"
	"baken/internal/job"
	"baken/internal/mail"
	"baken/internal/text"
)

// forNotice is a use of the server's secret: addresses of reporters.
const forNotice = "baken report notice"

// notifying is what reports need to tell reporters that there is a message.
// Without a mail server addresses are still forgotten in time.
func (a *App) notifying(secret []byte) (report.Notifying, error) {
	key, err := derive(secret, forNotice)
	if err != nil {
		return report.Notifying{}, err
	}
	n := report.Notifying{Store: noticedb.New(a.db), Key: report.NewNoticeKey(key, rand.Reader)}
	if a.config.Mail == (MailConfig{}) {
		return n, nil
	}
	sender, err := a.config.Mail.sender()
	if err != nil {
		return report.Notifying{}, err
	}
	n.Courier = courier{sender, a.catalogue.Printer(text.NL)}
	return n, nil
}

// courier sends the one sentence. It stands there in both languages: nobody
// has to know which one the reporter reads.
type courier struct {
	sender *mail.Sender
	say    *text.Printer
}

// Send implements report.Courier.
func (c courier) Send(ctx context.Context, to report.Address) error {
	subject, body := text.Key("report.notice.mail_subject"), text.Key("report.notice.mail_text")
	return c.sender.Send(ctx, to.Export(), subject.In(c.say), body.In(c.say))
}

// notify tells reporters that there is a message, once a day.
type notify struct {
	Slot time.Time `json:"slot"`
}

// Kind implements job.Args.
func (notify) Kind() string { return "report.notify" }

// morning is the hour at which mails leave, whenever the desk wrote.
const morning = 8

func noticeSchedule() job.Schedule {
	return job.Daily("report.notify", morning, civil.Amsterdam(), func(slot time.Time) job.Args { return notify{slot} })
}

func (a *App) noticeJob() job.Kind {
	return job.Do(func(ctx context.Context, _ notify) error {
		r, err := a.hear.reports.Round(ctx)
		if r.Failed > 0 {
			a.log.WarnContext(ctx, "mails to reporters failed; the next round tries them again", "failed", r.Failed, "error", r.Fault)
		}
		return err
	})
}
